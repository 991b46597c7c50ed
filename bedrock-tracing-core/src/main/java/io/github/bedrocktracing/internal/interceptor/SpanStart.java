/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.diagnostics.Guard;
import io.github.bedrocktracing.internal.diagnostics.Problem;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.ServerEndpoint;
import io.github.bedrocktracing.internal.inference.SessionContext;
import io.github.bedrocktracing.internal.operation.OperationCapture;
import io.github.bedrocktracing.internal.session.Sessions;
import io.github.bedrocktracing.internal.telemetry.ExecutionClock;
import io.github.bedrocktracing.internal.telemetry.InferenceRecording;
import io.github.bedrocktracing.internal.telemetry.InferenceTelemetry;
import io.opentelemetry.context.Context;
import software.amazon.awssdk.core.SdkRequest;

/** Starts the span of an execution with what its request and its context tell. */
final class SpanStart {
  private SpanStart() {}

  static InferenceRecording start(
      InferenceTelemetry telemetry,
      OperationCapture capture,
      SdkRequest request,
      ServerEndpoint endpoint,
      Context parent,
      ExecutionClock clock) {
    InferenceRequest inference =
        Guard.get(Problem.BODY, () -> capture.request(request), unread(request));
    SessionContext session =
        Guard.get(Problem.CONTEXT, () -> Sessions.of(parent), SessionContext.NONE)
            .orOfRequest(inference.conversationId());
    return telemetry.start(inference, endpoint, session, parent, clock);
  }

  /** Returns what is known of a request that could not be read. */
  private static InferenceRequest unread(SdkRequest request) {
    return InferenceRequest.builder(OperationName.CHAT)
        .model(request.getValueForField("modelId", String.class).orElse(null))
        .build();
  }
}
