/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.internal.convention.Conventions;
import io.github.bedrocktracing.internal.convention.InferenceAttributes;
import io.github.bedrocktracing.internal.convention.SessionAttributes;
import io.github.bedrocktracing.internal.convention.SpanFlavor;
import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.inference.Caller;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.ServerEndpoint;
import io.github.bedrocktracing.internal.inference.SessionContext;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Makes spans and metrics of inferences with one OpenTelemetry instance. */
public final class InferenceTelemetry {
  private final InferenceInstruments instruments;
  private final SpanReader reader;

  /** Creates the instruments. */
  public InferenceTelemetry(
      OpenTelemetry openTelemetry,
      Conventions conventions,
      List<SpanFlavor> flavors,
      SpanReader reader) {
    this.reader = reader;
    this.instruments = InferenceInstruments.of(openTelemetry, conventions, flavors);
  }

  /** Returns what makes the spans of the program's own work, in the same place. */
  WorkTelemetry work() {
    return new WorkTelemetry(instruments.tracer(), instruments.flavors());
  }

  /**
   * Starts the span of an execution at the time its clock started.
   *
   * @param session to whom and to what the call belongs
   * @param parent the context that was current when the caller made the call
   * @param sharing whose spans may take the place of one of its own
   */
  public InferenceRecording start(
      InferenceRequest request,
      ServerEndpoint endpoint,
      SessionContext session,
      Context parent,
      ExecutionClock clock,
      SpanSharing sharing) {
    InferenceAttributes attributes = instruments.attributes();
    Supplier<Span> own = () -> newSpan(request, endpoint, session, parent, clock);
    CallSpan span = CallSpan.of(parent, request.operation(), sharing, own, reader);
    if (!span.use().isOwn() && span.span().isRecording()) {
      Guard.run(
          Problem.RECORDING,
          () ->
              span.span()
                  .setAllAttributes(attributes.atStart(request, endpoint))
                  .setAllAttributes(SessionAttributes.of(session))
                  .setAllAttributes(attributes.ofRequest(request, endpoint)));
    }
    InferenceRecording recording =
        new InferenceRecording(
            instruments, span, span.in(parent), clock, request, endpoint, session);
    if (request.operation().hasSteps(request.stream())) {
      recording.run(
          new RunRecording(
              instruments, session, new RunClock(clock), Caller.ofStepsOf(request.operation())));
    }
    return recording;
  }

  private Span newSpan(
      InferenceRequest request,
      ServerEndpoint endpoint,
      SessionContext session,
      Context parent,
      ExecutionClock clock) {
    InferenceAttributes attributes = instruments.attributes();
    SpanBuilder builder =
        instruments
            .tracer()
            .spanBuilder(InferenceAttributes.spanName(request.operation(), request))
            .setSpanKind(SpanKind.CLIENT)
            .setParent(parent)
            .setStartTimestamp(clock.startEpochNanos(), TimeUnit.NANOSECONDS);
    InferenceAttributes.putStart(SpanSinks.of(builder), request, endpoint);
    Span span = builder.setAllAttributes(SessionAttributes.of(session)).startSpan();
    if (span.isRecording()) {
      Guard.run(
          Problem.RECORDING, () -> attributes.putRequest(SpanSinks.of(span), request, endpoint));
    }
    return span;
  }
}
