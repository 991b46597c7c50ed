/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.runtime;

import io.github.bedrocktracing.internal.dialect.BodyReader;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.ResponseFact;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.json.JsonBytes;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import io.github.bedrocktracing.internal.operation.capture.SdkMembers;
import io.github.bedrocktracing.internal.operation.capture.SdkTree;
import io.github.bedrocktracing.internal.wire.ConverseBlocks;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** Reads CountTokens. The count is not recorded as usage, since no model has used a token of it. */
final class CountTokensCapture implements OperationCapture {
  @Override
  public InferenceRequest.Builder newRequest() {
    return InferenceRequest.builder(OperationName.COUNT_TOKENS);
  }

  @Override
  public InferenceRequest request(SdkRequest request) {
    return newRequest().model(SdkMembers.text(request, "modelId")).build();
  }

  @Override
  public InputContent inputContent(SdkRequest request, CaptureLimits limits) {
    Object input = SdkMembers.member(request, "input");
    if (SdkMembers.path(input, "invokeModel", "body") instanceof SdkBytes bytes) {
      JsonBytes body = JsonBytes.of(bytes.asByteArrayUnsafe());
      BodyReader reader = new BodyReader(ModelId.parse(SdkMembers.text(request, "modelId")));
      reader.request(body, () -> InferenceRequest.builder(OperationName.CHAT));
      return reader.inputContent(body, limits);
    }
    return ConverseBlocks.input(SdkTree.json(SdkMembers.member(input, "converse")), limits);
  }

  @Override
  public InferenceResponse.Builder response(SdkResponse response, @Nullable CaptureLimits content) {
    return InferenceResponse.builder()
        .fact(ResponseFact.COUNTED_TOKENS, SdkMembers.numberAt(response, "inputTokens"));
  }
}
