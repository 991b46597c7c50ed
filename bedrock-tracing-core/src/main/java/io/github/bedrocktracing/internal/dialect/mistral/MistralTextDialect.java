/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.mistral;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import io.github.bedrocktracing.internal.dialect.body.BodyShapes;
import io.github.bedrocktracing.internal.dialect.openai.CompletionShapes;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.json.JsonShape;
import io.github.bedrocktracing.internal.json.TopLevelKeys;

/** Mistral's first models, which continue a prompt; tokens are told by headers and metrics only. */
public final class MistralTextDialect implements BodyDialect {
  private static final JsonShape<InferenceResponse.Builder> RESPONSE =
      JsonShape.<InferenceResponse.Builder>builder()
          .each(
              "outputs",
              JsonShape.<InferenceResponse.Builder>builder()
                  .text("stop_reason", InferenceResponse.Builder::nextFinishReason)
                  .build())
          .build();

  private static final JsonShape<InferenceResponse.Builder> CHUNK =
      JsonShape.<InferenceResponse.Builder>builder()
          .each(
              "outputs",
              JsonShape.<InferenceResponse.Builder>builder()
                  .text("stop_reason", InferenceResponse.Builder::finishReason)
                  .build())
          .build();

  private static final BodyShapes SHAPES =
      new BodyShapes(CompletionShapes.REQUEST, RESPONSE, CHUNK, new MistralTextContent());

  @Override
  public OperationName operation() {
    return OperationName.TEXT_COMPLETION;
  }

  @Override
  public boolean usualFor(ModelId model) {
    return model.isFrom("mistral")
        && (model.isNamed("mistral-7b")
            || model.isNamed("mixtral")
            || model.isNamed("mistral-small-2402")
            || model.isNamed("mistral-large-2402"));
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    // The names are those of TextCompletionsDialect; only the response tells them apart.
    return false;
  }

  @Override
  public boolean mayBeRequest(TopLevelKeys keys) {
    return keys.has("prompt");
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return keys.has("outputs");
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
