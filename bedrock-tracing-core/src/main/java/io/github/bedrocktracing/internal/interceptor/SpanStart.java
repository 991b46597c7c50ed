/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.ParentSpans;
import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.ServerEndpoint;
import io.github.bedrocktracing.internal.inference.SessionContext;
import io.github.bedrocktracing.internal.telemetry.CallSpan;
import io.github.bedrocktracing.internal.telemetry.InferenceRecording;
import io.github.bedrocktracing.internal.telemetry.OtherSpan;
import io.github.bedrocktracing.internal.telemetry.SpanSharing;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** Starts the span of a call. */
final class SpanStart {
  private SpanStart() {}

  /** Starts the span, with what the request says. */
  static InferenceRecording span(
      CallPlan plan, SdkRequest request, ServerEndpoint endpoint, @Nullable OtherSpan neighbour) {
    InferenceRequest inference = read(plan, request);
    SessionContext session = plan.session().withService(inference.conversationId());
    return plan.telemetry()
        .start(
            inference,
            endpoint,
            session,
            plan.parent(),
            plan.clock(),
            new SpanSharing(plan.configuration().parents().parentSpansNow(), neighbour));
  }

  /**
   * Starts the span as {@link #span} does; null where nobody reads what is recorded and that is
   * known before the request is read.
   */
  static @Nullable InferenceRecording ifRead(
      CallPlan plan, SdkRequest request, ServerEndpoint endpoint, @Nullable OtherSpan neighbour) {
    OperationName operation = neighbour == null ? operationBeforeRequest(plan, request) : null;
    return operation == null
        ? span(plan, request, endpoint, neighbour)
        : spanIfRead(plan, operation, request, endpoint);
  }

  /**
   * Returns what a call asks for whose span can be started before its request is read, as the model
   * that it goes to tells all that names it; null where the request has to be read before.
   */
  private static @Nullable OperationName operationBeforeRequest(CallPlan plan, SdkRequest request) {
    if (plan.content().onEvent()
        || plan.configuration().parents().parentSpansNow() != ParentSpans.CHILD) {
      return null;
    }
    String model = plan.capture().model(request);
    return model == null ? null : plan.capture().operation(model);
  }

  /** Starts the span before the request is read; null where nobody reads what is recorded. */
  private static @Nullable InferenceRecording spanIfRead(
      CallPlan plan, OperationName operation, SdkRequest request, ServerEndpoint endpoint) {
    String model = plan.capture().model(request);
    SessionContext session = plan.session();
    CallSpan span =
        plan.telemetry()
            .startIfRead(operation, model, endpoint, session, plan.parent(), plan.clock());
    return span == null
        ? null
        : plan.telemetry()
            .recording(
                span,
                operation,
                read(plan, request),
                endpoint,
                session,
                plan.parent(),
                plan.clock());
  }

  /** Tells a recording that the call goes to another model, which it may since its span started. */
  static void follow(InferenceRecording started, CallPlan plan, SdkRequest sent) {
    String model = plan.capture().model(sent);
    if (model != null && !model.equals(started.request().model())) {
      Guard.run(Problem.RECORDING, () -> started.sends(read(plan, sent)));
    }
  }

  private static InferenceRequest read(CallPlan plan, SdkRequest request) {
    return Guard.get(
            Problem.BODY,
            () -> Optional.of(plan.capture().request(request)),
            Optional.<InferenceRequest>empty())
        .orElseGet(() -> unread(plan, request));
  }

  /** Returns what is known of a request that could not be read. */
  private static InferenceRequest unread(CallPlan plan, SdkRequest request) {
    return plan.capture()
        .newRequest()
        .model(request.getValueForField("modelId", String.class).orElse(null))
        .build();
  }
}
