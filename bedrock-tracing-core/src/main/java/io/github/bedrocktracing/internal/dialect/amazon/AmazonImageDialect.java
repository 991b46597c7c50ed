/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.amazon;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import io.github.bedrocktracing.internal.dialect.body.BodyShapes;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.json.JsonShape;
import io.github.bedrocktracing.internal.json.TopLevelKeys;

/** Amazon's image models: Titan Image Generator and Nova Canvas. */
final class AmazonImageDialect implements BodyDialect {
  private static final JsonShape<InferenceRequest.Builder> REQUEST =
      JsonShape.<InferenceRequest.Builder>builder()
          .object(
              "imageGenerationConfig",
              JsonShape.<InferenceRequest.Builder>builder()
                  .integer("numberOfImages", InferenceRequest.Builder::choiceCount)
                  .integer("seed", InferenceRequest.Builder::seed)
                  .build())
          .build();

  private static final BodyShapes SHAPES =
      new BodyShapes(REQUEST, BodyShapes.NO_RESPONSE_FIELDS, new AmazonImageContent());

  @Override
  public OperationName operation() {
    return OperationName.GENERATE_CONTENT;
  }

  @Override
  public String outputType() {
    return "image";
  }

  @Override
  public boolean usualFor(ModelId model) {
    return model.isFrom("amazon") && (model.isNamed("titan-image") || model.isNamed("nova-canvas"));
  }

  @Override
  public boolean isToldByModel() {
    return true;
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    return keys.hasAny(
        "imageGenerationConfig",
        "textToImageParams",
        "inPaintingParams",
        "outPaintingParams",
        "imageVariationParams",
        "colorGuidedGenerationParams",
        "backgroundRemovalParams",
        "virtualTryOnParams");
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return keys.has("images") && !keys.hasAny("seeds", "finish_reasons");
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
