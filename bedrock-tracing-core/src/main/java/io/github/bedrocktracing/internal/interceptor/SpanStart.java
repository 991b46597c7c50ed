/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.ServerEndpoint;
import io.github.bedrocktracing.internal.inference.SessionContext;
import io.github.bedrocktracing.internal.telemetry.InferenceRecording;
import io.github.bedrocktracing.internal.telemetry.InferenceTelemetry;
import io.github.bedrocktracing.internal.telemetry.OtherSpan;
import io.github.bedrocktracing.internal.telemetry.SpanSharing;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** What the span of an execution is started from. */
record SpanStart(InferenceTelemetry telemetry, CallPlan plan) {
  /** Starts the span, with what the request says. */
  InferenceRecording span(
      SdkRequest request, ServerEndpoint endpoint, @Nullable OtherSpan neighbour) {
    InferenceRequest inference =
        Guard.get(
                Problem.BODY,
                () -> Optional.of(plan.capture().request(request)),
                Optional.<InferenceRequest>empty())
            .orElseGet(() -> unread(request));
    SessionContext session = plan.session().withService(inference.conversationId());
    return telemetry.start(
        inference,
        endpoint,
        session,
        plan.parent(),
        plan.clock(),
        new SpanSharing(plan.configuration().parents().parentSpansNow(), neighbour));
  }

  /** Returns what is known of a request that could not be read. */
  private InferenceRequest unread(SdkRequest request) {
    return plan.capture()
        .newRequest()
        .model(request.getValueForField("modelId", String.class).orElse(null))
        .build();
  }
}
