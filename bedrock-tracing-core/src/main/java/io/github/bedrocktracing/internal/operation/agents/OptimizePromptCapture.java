/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.agents;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import io.github.bedrocktracing.internal.operation.capture.SdkMembers;
import io.github.bedrocktracing.internal.stream.OptimizePromptAccumulator;
import io.github.bedrocktracing.internal.stream.StreamAccumulator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** Reads OptimizePrompt; the model that it names is the one that the prompt is rewritten for. */
final class OptimizePromptCapture implements OperationCapture {
  @Override
  public InferenceRequest.Builder newRequest() {
    return InferenceRequest.builder(OperationName.GENERATE_CONTENT).stream(true);
  }

  @Override
  public InferenceRequest request(SdkRequest request) {
    return newRequest().model(SdkMembers.text(request, "targetModelId")).outputType("text").build();
  }

  @Override
  public InputContent inputContent(SdkRequest request, CaptureLimits limits) {
    return InputContent.ofUser(SdkMembers.textAt(request, "input", "textPrompt", "text"));
  }

  @Override
  public InferenceResponse.Builder response(SdkResponse response, @Nullable CaptureLimits content) {
    return InferenceResponse.builder();
  }

  @Override
  public StreamAccumulator newStreamAccumulator(
      @Nullable CaptureLimits content, @Nullable AgentListener listener) {
    return new OptimizePromptAccumulator(content);
  }
}
