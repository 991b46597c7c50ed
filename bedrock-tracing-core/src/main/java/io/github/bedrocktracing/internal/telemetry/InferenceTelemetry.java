/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.internal.convention.Conventions;
import io.github.bedrocktracing.internal.convention.InferenceAttributes;
import io.github.bedrocktracing.internal.convention.MetricAttributes;
import io.github.bedrocktracing.internal.convention.SessionAttributes;
import io.github.bedrocktracing.internal.convention.SpanFlavor;
import io.github.bedrocktracing.internal.diagnostics.Guard;
import io.github.bedrocktracing.internal.diagnostics.Problem;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.ServerEndpoint;
import io.github.bedrocktracing.internal.inference.SessionContext;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes spans and metrics of inferences with one OpenTelemetry instance. */
public final class InferenceTelemetry {
  private static final String SCOPE = "io.github.bedrocktracing";

  private final Tracer tracer;
  private final InferenceMetrics metrics;
  private final CostMetrics costMetrics;
  private final SelfMetrics selfMetrics;
  private final GuardrailMetrics guardrailMetrics;
  private final InferenceAttributes attributes;
  private final DetailsEvent detailsEvent;
  private final List<SpanFlavor> flavors;

  /** Creates the instruments. */
  public InferenceTelemetry(
      OpenTelemetry openTelemetry, Conventions conventions, List<SpanFlavor> flavors) {
    this.flavors = flavors;
    String version = LibraryVersion.get();
    this.tracer = openTelemetry.tracerBuilder(SCOPE).setInstrumentationVersion(version).build();
    Meter meter = openTelemetry.meterBuilder(SCOPE).setInstrumentationVersion(version).build();
    this.metrics =
        conventions == Conventions.LATEST
            ? new LatestInferenceMetrics(meter)
            : new ReleasedInferenceMetrics(meter);
    this.costMetrics = new CostMetrics(meter);
    this.selfMetrics = new SelfMetrics(meter);
    this.guardrailMetrics = new GuardrailMetrics(meter);
    this.attributes = new InferenceAttributes(conventions);
    this.detailsEvent =
        new DetailsEvent(
            openTelemetry
                .getLogsBridge()
                .loggerBuilder(SCOPE)
                .setInstrumentationVersion(version)
                .build());
  }

  /** Returns what makes the spans of the program's own work, in the same place. */
  WorkTelemetry work() {
    return new WorkTelemetry(tracer, flavors);
  }

  /**
   * Starts the span of an execution at the time its clock started.
   *
   * @param session to whom and to what the call belongs
   * @param parent the context that was current when the caller made the call
   */
  public InferenceRecording start(
      InferenceRequest request,
      ServerEndpoint endpoint,
      SessionContext session,
      Context parent,
      ExecutionClock clock) {
    Span span =
        tracer
            .spanBuilder(InferenceAttributes.spanName(request.operation(), request))
            .setSpanKind(SpanKind.CLIENT)
            .setParent(parent)
            .setStartTimestamp(clock.startEpochNanos(), TimeUnit.NANOSECONDS)
            .setAllAttributes(attributes.atStart(request, endpoint))
            .setAllAttributes(SessionAttributes.of(session))
            .startSpan();
    if (span.isRecording()) {
      Guard.run(
          Problem.RECORDING, () -> span.setAllAttributes(attributes.ofRequest(request, endpoint)));
    }
    InferenceRecording recording =
        new InferenceRecording(
            span,
            parent.with(span),
            clock,
            request,
            endpoint,
            attributes,
            metrics,
            costMetrics,
            selfMetrics,
            guardrailMetrics,
            detailsEvent,
            flavors,
            !Span.fromContext(parent).getSpanContext().isValid(),
            session,
            MetricAttributes.ofRequest(request, endpoint));
    if (request.operation().hasSteps()) {
      recording.run(
          new RunRecording(
              tracer,
              attributes,
              metrics,
              costMetrics,
              detailsEvent,
              flavors,
              session,
              new RunClock(clock)));
    }
    return recording;
  }
}
