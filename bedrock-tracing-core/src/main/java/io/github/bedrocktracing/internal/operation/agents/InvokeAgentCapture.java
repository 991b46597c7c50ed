/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.agents;

import io.github.bedrocktracing.internal.agent.AgentStreamAccumulator;
import io.github.bedrocktracing.internal.agent.InvokeAgentInput;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.Target;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import io.github.bedrocktracing.internal.operation.capture.SdkMembers;
import io.github.bedrocktracing.internal.operation.capture.SdkTree;
import io.github.bedrocktracing.internal.stream.StreamAccumulator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Reads InvokeAgent and InvokeInlineAgent, without the classes of their client, which the program
 * may not have.
 */
final class InvokeAgentCapture extends StepStreamCapture {
  private static final String ENABLE_TRACE = "enableTrace";

  private final boolean inline;

  /**
   * Creates a capture.
   *
   * @param inline whether the request describes the agent, or names one
   */
  InvokeAgentCapture(boolean inline) {
    this.inline = inline;
  }

  @Override
  public InferenceRequest.Builder newRequest() {
    return InferenceRequest.builder(OperationName.INVOKE_AGENT).stream(true);
  }

  @Override
  public InferenceRequest request(SdkRequest request) {
    InferenceRequest.Builder builder =
        newRequest().conversationId(SdkMembers.givenText(request, "sessionId"));
    if (inline) {
      return builder
          .model(SdkMembers.givenText(request, "foundationModel"))
          .target(new Target.Agent(null, SdkMembers.givenText(request, "agentName"), null, null))
          .guardrailId(
              SdkMembers.text(
                  SdkMembers.member(request, "guardrailConfiguration"), "guardrailIdentifier"))
          .build();
    }
    return builder
        .target(
            new Target.Agent(
                SdkMembers.givenText(request, "agentId"),
                null,
                SdkMembers.givenText(request, "agentAliasId"),
                SdkMembers.givenText(request, "memoryId")))
        .build();
  }

  @Override
  public InputContent inputContent(SdkRequest request, CaptureLimits limits) {
    return InvokeAgentInput.of(SdkTree.json(request), limits);
  }

  @Override
  StreamAccumulator newAccumulator(@Nullable CaptureLimits content, AgentListener listener) {
    return new AgentStreamAccumulator(content, listener);
  }

  /** Sets the member where the caller has said nothing, by the SDK's own description of it. */
  @Override
  public SdkRequest withTrace(SdkRequest request) {
    for (SdkField<?> field : request.sdkFields()) {
      if (field.memberName().equals(ENABLE_TRACE) && field.getValueOrDefault(request) == null) {
        SdkRequest.Builder builder = request.toBuilder();
        field.set(builder, true);
        return builder.build();
      }
    }
    return request;
  }
}
