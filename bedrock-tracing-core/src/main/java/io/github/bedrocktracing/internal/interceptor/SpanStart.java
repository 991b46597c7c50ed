/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.diagnostics.Guard;
import io.github.bedrocktracing.internal.diagnostics.Problem;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.ServerEndpoint;
import io.github.bedrocktracing.internal.inference.SessionContext;
import io.github.bedrocktracing.internal.operation.OperationCapture;
import io.github.bedrocktracing.internal.session.Sessions;
import io.github.bedrocktracing.internal.telemetry.ExecutionClock;
import io.github.bedrocktracing.internal.telemetry.InferenceRecording;
import io.github.bedrocktracing.internal.telemetry.InferenceTelemetry;
import io.opentelemetry.context.Context;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;

/**
 * What the span of an execution is started from.
 *
 * @param parent the context that was current when the caller made the call
 * @param clock began when the caller made the call
 */
record SpanStart(
    InferenceTelemetry telemetry, OperationCapture capture, Context parent, ExecutionClock clock) {
  /** Starts the span, with what the request says. */
  InferenceRecording span(SdkRequest request, ServerEndpoint endpoint) {
    InferenceRequest inference =
        Guard.get(
                Problem.BODY,
                () -> Optional.of(capture.request(request)),
                Optional.<InferenceRequest>empty())
            .orElseGet(() -> unread(request));
    SessionContext session =
        Guard.get(Problem.CONTEXT, () -> Sessions.of(parent), SessionContext.NONE)
            .withService(inference.conversationId());
    return telemetry.start(inference, endpoint, session, parent, clock);
  }

  /** Returns what is known of a request that could not be read. */
  private InferenceRequest unread(SdkRequest request) {
    return capture
        .newRequest()
        .model(request.getValueForField("modelId", String.class).orElse(null))
        .build();
  }
}
