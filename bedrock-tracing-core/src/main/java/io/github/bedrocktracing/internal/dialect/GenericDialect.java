/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import io.github.bedrocktracing.internal.dialect.body.BodyShapes;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.TokenUsage;
import io.github.bedrocktracing.internal.json.JsonShape;
import io.github.bedrocktracing.internal.json.TopLevelKeys;

/** Bodies that no dialect knows, read by the names that most of them share. */
final class GenericDialect implements BodyDialect {
  private static final JsonShape<InferenceRequest.Builder> REQUEST =
      JsonShape.<InferenceRequest.Builder>builder()
          .integer("max_tokens", InferenceRequest.Builder::maxTokens)
          .integer("maxTokens", InferenceRequest.Builder::maxTokens)
          .decimal("temperature", InferenceRequest.Builder::temperature)
          .decimal("top_p", InferenceRequest.Builder::topP)
          .decimal("topP", InferenceRequest.Builder::topP)
          .decimal("top_k", InferenceRequest.Builder::topK)
          .decimal("topK", InferenceRequest.Builder::topK)
          .texts("stop", InferenceRequest.Builder::stopSequences)
          .texts("stop_sequences", InferenceRequest.Builder::stopSequences)
          .texts("stopSequences", InferenceRequest.Builder::stopSequences)
          .integer("seed", InferenceRequest.Builder::seed)
          .build();

  // Whether such counts include cached tokens is not known; nothing is added to them.
  private static final JsonShape<TokenUsage.Counts> USAGE =
      JsonShape.<TokenUsage.Counts>builder()
          .integer("input_tokens", TokenUsage.Counts::totalInput)
          .integer("inputTokens", TokenUsage.Counts::totalInput)
          .integer("prompt_tokens", TokenUsage.Counts::totalInput)
          .integer("output_tokens", TokenUsage.Counts::output)
          .integer("outputTokens", TokenUsage.Counts::output)
          .integer("completion_tokens", TokenUsage.Counts::output)
          .build();

  private static final JsonShape<InferenceResponse.Builder> RESPONSE =
      JsonShape.<InferenceResponse.Builder>builder()
          .text("id", InferenceResponse.Builder::id)
          .text("model", InferenceResponse.Builder::model)
          .text("stop_reason", InferenceResponse.Builder::finishReason)
          .text("stopReason", InferenceResponse.Builder::finishReason)
          .text("finish_reason", InferenceResponse.Builder::finishReason)
          .text("finishReason", InferenceResponse.Builder::finishReason)
          .object("usage", USAGE, InferenceResponse.Builder::bodyUsage)
          .build();

  private static final BodyShapes SHAPES = new BodyShapes(REQUEST, RESPONSE, new GenericContent());

  @Override
  public OperationName operation() {
    return OperationName.CHAT;
  }

  @Override
  public boolean usualFor(ModelId model) {
    return false;
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    return false;
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return false;
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
