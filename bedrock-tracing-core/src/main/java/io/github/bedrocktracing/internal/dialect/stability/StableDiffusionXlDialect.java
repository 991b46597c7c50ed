/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.stability;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import io.github.bedrocktracing.internal.dialect.body.BodyShapes;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.json.JsonShape;
import io.github.bedrocktracing.internal.json.TopLevelKeys;

/** Stability's Stable Diffusion XL. */
final class StableDiffusionXlDialect implements BodyDialect {
  private static final JsonShape<InferenceRequest.Builder> REQUEST =
      JsonShape.<InferenceRequest.Builder>builder()
          .integer("seed", InferenceRequest.Builder::seed)
          .integer("samples", InferenceRequest.Builder::choiceCount)
          .build();

  private static final JsonShape<InferenceResponse.Builder> RESPONSE =
      JsonShape.<InferenceResponse.Builder>builder()
          .each(
              "artifacts",
              JsonShape.<InferenceResponse.Builder>builder()
                  .text("finishReason", InferenceResponse.Builder::nextFinishReason)
                  .build())
          .build();

  private static final BodyShapes SHAPES =
      new BodyShapes(REQUEST, RESPONSE, new StableDiffusionXlContent());

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
    return model.isFrom("stability") && model.isNamed("stable-diffusion-xl");
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    return keys.has("text_prompts");
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return keys.has("artifacts");
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
