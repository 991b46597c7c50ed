/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.meta;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import io.github.bedrocktracing.internal.dialect.body.BodyShapes;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.json.JsonShape;
import io.github.bedrocktracing.internal.json.TopLevelKeys;

/** Meta's Llama 2 to 4, and many imported models. */
public final class LlamaDialect implements BodyDialect {
  private static final JsonShape<InferenceRequest.Builder> REQUEST =
      JsonShape.<InferenceRequest.Builder>builder()
          .integer("max_gen_len", InferenceRequest.Builder::maxTokens)
          .decimal("temperature", InferenceRequest.Builder::temperature)
          .decimal("top_p", InferenceRequest.Builder::topP)
          .build();

  private static final JsonShape<InferenceResponse.Builder> RESPONSE =
      JsonShape.<InferenceResponse.Builder>builder()
          .text("stop_reason", InferenceResponse.Builder::finishReason)
          .integer(
              "prompt_token_count",
              (response, tokens) -> response.bodyUsage().uncachedInput(tokens))
          .integer(
              "generation_token_count", (response, tokens) -> response.bodyUsage().output(tokens))
          .build();

  private static final BodyShapes SHAPES = new BodyShapes(REQUEST, RESPONSE, new LlamaContent());

  @Override
  public OperationName operation() {
    return OperationName.TEXT_COMPLETION;
  }

  @Override
  public boolean usualFor(ModelId model) {
    return model.isFrom("meta");
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    return keys.hasAll("prompt", "max_gen_len");
  }

  @Override
  public boolean mayBeRequest(TopLevelKeys keys) {
    return keys.has("prompt");
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return keys.has("generation");
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
