/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.amazon;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import io.github.bedrocktracing.internal.dialect.body.BodyShapes;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.json.JsonShape;
import io.github.bedrocktracing.internal.json.TopLevelKeys;

/** Amazon's Titan embeddings of texts and images. */
final class TitanEmbeddingsDialect implements BodyDialect {
  private static final JsonShape<InferenceRequest.Builder> REQUEST =
      JsonShape.<InferenceRequest.Builder>builder()
          .integer("dimensions", InferenceRequest.Builder::embeddingDimensions)
          .texts("embeddingTypes", InferenceRequest.Builder::encodingFormats)
          .object(
              "embeddingConfig",
              JsonShape.<InferenceRequest.Builder>builder()
                  .integer("outputEmbeddingLength", InferenceRequest.Builder::embeddingDimensions)
                  .build())
          .build();

  private static final JsonShape<InferenceResponse.Builder> RESPONSE =
      JsonShape.<InferenceResponse.Builder>builder()
          .integer(
              "inputTextTokenCount",
              (response, tokens) -> response.bodyUsage().uncachedInput(tokens))
          .build();

  private static final BodyShapes SHAPES =
      new BodyShapes(REQUEST, RESPONSE, new TitanEmbeddingsContent());

  @Override
  public OperationName operation() {
    return OperationName.EMBEDDINGS;
  }

  @Override
  public boolean usualFor(ModelId model) {
    return model.isFrom("amazon") && model.isNamed("titan-embed");
  }

  @Override
  public boolean isToldByModel() {
    return true;
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    // A lone text may be meant for a text model too; those usually come with their settings.
    return keys.hasAny("inputText", "inputImage")
        && !keys.hasAny("textGenerationConfig", "inputType");
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return keys.hasAny("embedding", "embeddingsByType");
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
