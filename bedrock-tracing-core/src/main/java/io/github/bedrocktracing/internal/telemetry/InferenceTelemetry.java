/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.internal.convention.Conventions;
import io.github.bedrocktracing.internal.convention.InferenceAttributes;
import io.github.bedrocktracing.internal.convention.SessionAttributes;
import io.github.bedrocktracing.internal.convention.SpanFlavor;
import io.github.bedrocktracing.internal.convention.SpanNames;
import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.inference.Caller;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.OperationName;
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
import org.jspecify.annotations.Nullable;

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
    Supplier<Span> own = () -> ownSpan(request, endpoint, session, parent, clock);
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
    return newRecording(span, request, endpoint, session, parent, clock);
  }

  /**
   * Starts a span of its own for a call to a model whose request has not been read.
   *
   * @return the span; null when nobody reads what happens in the call, and the span is over
   */
  public @Nullable CallSpan startIfRead(
      OperationName operation,
      @Nullable String model,
      ServerEndpoint endpoint,
      SessionContext session,
      Context parent,
      ExecutionClock clock) {
    SpanBuilder builder = newSpan(SpanNames.of(operation, model), parent, clock);
    InferenceAttributes.putStart(builder::setAttribute, operation, model, endpoint);
    Span span = start(builder, session);
    boolean recorded = span.isRecording();
    // What cannot tell counts as read: a span that has been started is not lost for it.
    if (!recorded
        && !Guard.get(Problem.RECORDING, InferenceInstruments::areMetricsRead, instruments, true)) {
      span.end();
      return null;
    }
    return CallSpan.own(span, recorded, parent, reader);
  }

  /**
   * Returns the recording on a span that was started before the request was read.
   *
   * @param operation what the call was taken to ask for
   */
  public InferenceRecording recording(
      CallSpan started,
      OperationName operation,
      InferenceRequest request,
      ServerEndpoint endpoint,
      SessionContext session,
      Context parent,
      ExecutionClock clock) {
    Span span = started.span();
    if (started.isRecording()) {
      if (request.operation() != operation) {
        Guard.run(Problem.RECORDING, () -> rename(span, request, endpoint));
      }
      putRequest(span, request, endpoint);
    }
    return newRecording(started, request, endpoint, session, parent, clock);
  }

  private static void rename(Span span, InferenceRequest request, ServerEndpoint endpoint) {
    span.updateName(InferenceAttributes.spanName(request.operation(), request));
    InferenceAttributes.putStart(span::setAttribute, request, endpoint);
  }

  private InferenceRecording newRecording(
      CallSpan span,
      InferenceRequest request,
      ServerEndpoint endpoint,
      SessionContext session,
      Context parent,
      ExecutionClock clock) {
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

  private Span ownSpan(
      InferenceRequest request,
      ServerEndpoint endpoint,
      SessionContext session,
      Context parent,
      ExecutionClock clock) {
    String name = InferenceAttributes.spanName(request.operation(), request);
    SpanBuilder builder = newSpan(name, parent, clock);
    InferenceAttributes.putStart(builder::setAttribute, request, endpoint);
    Span span = start(builder, session);
    if (span.isRecording()) {
      putRequest(span, request, endpoint);
    }
    return span;
  }

  private SpanBuilder newSpan(String name, Context parent, ExecutionClock clock) {
    return instruments
        .tracer()
        .spanBuilder(name)
        .setSpanKind(SpanKind.CLIENT)
        .setParent(parent)
        .setStartTimestamp(clock.startEpochNanos(), TimeUnit.NANOSECONDS);
  }

  private static Span start(SpanBuilder builder, SessionContext session) {
    // The attributes of no session would be made to be empty.
    return (session.isEmpty() ? builder : builder.setAllAttributes(SessionAttributes.of(session)))
        .startSpan();
  }

  private void putRequest(Span span, InferenceRequest request, ServerEndpoint endpoint) {
    Guard.run(
        Problem.RECORDING,
        () -> instruments.attributes().putRequest(span::setAttribute, request, endpoint));
  }
}
