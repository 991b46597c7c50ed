/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.anthropic;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import io.github.bedrocktracing.internal.dialect.body.BodyShapes;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.json.JsonShape;
import io.github.bedrocktracing.internal.json.TopLevelKeys;

/** Anthropic's text completions, spoken by Claude Instant and Claude 2 only. */
final class AnthropicTextDialect implements BodyDialect {
  private static final JsonShape<InferenceRequest.Builder> REQUEST =
      JsonShape.<InferenceRequest.Builder>builder()
          .integer("max_tokens_to_sample", InferenceRequest.Builder::maxTokens)
          .decimal("temperature", InferenceRequest.Builder::temperature)
          .decimal("top_p", InferenceRequest.Builder::topP)
          .decimal("top_k", InferenceRequest.Builder::topK)
          .texts("stop_sequences", InferenceRequest.Builder::stopSequences)
          .build();

  private static final JsonShape<InferenceResponse.Builder> RESPONSE =
      JsonShape.<InferenceResponse.Builder>builder()
          .text("stop_reason", InferenceResponse.Builder::finishReason)
          .build();

  private static final BodyShapes SHAPES =
      new BodyShapes(REQUEST, RESPONSE, new AnthropicTextContent());

  @Override
  public OperationName operation() {
    return OperationName.TEXT_COMPLETION;
  }

  @Override
  public boolean usualFor(ModelId model) {
    return model.isFrom("anthropic")
        && (model.isNamed("claude-instant") || model.isNamed("claude-v2"));
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    return keys.hasAll("prompt", "max_tokens_to_sample");
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return keys.has("completion");
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
