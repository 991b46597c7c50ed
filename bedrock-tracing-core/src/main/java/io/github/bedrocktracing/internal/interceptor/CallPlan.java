/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.ContentCapture;
import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.inference.SessionContext;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import io.github.bedrocktracing.internal.pricing.PriceList;
import io.github.bedrocktracing.internal.pricing.PriceSource;
import io.github.bedrocktracing.internal.session.Sessions;
import io.github.bedrocktracing.internal.settings.PropagationFormat;
import io.github.bedrocktracing.internal.telemetry.ExecutionClock;
import io.github.bedrocktracing.internal.telemetry.FrameworkSpans;
import io.github.bedrocktracing.internal.telemetry.InferenceTelemetry;
import io.opentelemetry.context.Context;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/**
 * What is settled of a call when it begins, and does not change until it ends.
 *
 * @param telemetry makes the span and the metrics
 * @param capture reads the operation
 * @param content where content is recorded
 * @param prices what tokens cost now
 * @param caller the context in which the caller made the call
 * @param parent that context, with what frameworks tell of their spans around the call
 * @param clock began when the caller made the call
 * @param timeout how long the call may take; null for any time, or where that is not known
 */
record CallPlan(
    TracingConfiguration configuration,
    InferenceTelemetry telemetry,
    OperationCapture capture,
    ContentCapture content,
    PriceList prices,
    Context caller,
    Context parent,
    ExecutionClock clock,
    @Nullable Duration timeout) {
  /** Returns what decides about content. */
  ContentGate contentGate() {
    return new ContentGate(content, configuration.content());
  }

  /** Returns the request as it is sent, which may ask for the trace of an agent besides. */
  SdkRequest asked(SdkRequest request) {
    return configuration.agents().enableTraceNow() ? capture.withTrace(request) : request;
  }

  /** Returns in which format the callee is told of the trace now. */
  PropagationFormat propagation() {
    return capture.tellsOfTrace()
        ? configuration.propagation().formatNow()
        : PropagationFormat.NONE;
  }

  /** Returns whether the callee is to take the program's session for its own. */
  boolean propagatesSession() {
    return capture.tellsOfTrace() && configuration.propagation().sessionNow();
  }

  /** Returns the session that the program says the call belongs to. */
  SessionContext session() {
    return Guard.get(Problem.CONTEXT, Sessions::of, parent, SessionContext.NONE);
  }

  /** Returns whether the call has taken all the time it has, at a moment of its clock. */
  boolean isOverdue(long nanoTime) {
    return timeout != null
        && Duration.ofNanos(nanoTime - clock.startNanoTime()).compareTo(timeout) >= 0;
  }

  /** Returns the plan of a call that begins now, in the context that is current now. */
  static CallPlan ofCallThatBegins(
      TracingConfiguration configuration,
      OperationCapture capture,
      SdkRequest request,
      @Nullable Duration timeout) {
    Context caller = Context.current();
    Context parent = within(caller, request);
    return new CallPlan(
        configuration,
        configuration.telemetry().current(),
        capture,
        ContentGate.captureNow(configuration.content()),
        Guard.get(Problem.COST, PriceSource::current, configuration.prices(), PriceList.EMPTY),
        caller,
        parent,
        ExecutionClock.startingNow(parent),
        timeout);
  }

  /** Returns the context with what frameworks tell of their spans around the call. */
  private static Context within(Context current, SdkRequest request) {
    return FrameworkSpans.areTold()
        ? Guard.get(
            Problem.CONTEXT,
            () ->
                FrameworkSpans.around(
                    current,
                    request,
                    request.getValueForField("modelId", String.class).orElse(null)),
            current)
        : current;
  }
}
