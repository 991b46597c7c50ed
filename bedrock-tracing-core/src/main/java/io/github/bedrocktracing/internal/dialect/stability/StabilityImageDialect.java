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

/** Stability's image models and services after SDXL. */
final class StabilityImageDialect implements BodyDialect {
  private static final JsonShape<InferenceRequest.Builder> REQUEST =
      JsonShape.<InferenceRequest.Builder>builder()
          .integer("seed", InferenceRequest.Builder::seed)
          .build();

  private static final JsonShape<InferenceResponse.Builder> RESPONSE =
      JsonShape.<InferenceResponse.Builder>builder()
          .texts(
              "finish_reasons", (response, reasons) -> reasons.forEach(response::nextFinishReason))
          .build();

  private static final BodyShapes SHAPES =
      new BodyShapes(REQUEST, RESPONSE, new StabilityImageContent());

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
    return model.isFrom("stability");
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    return keys.hasAny("aspect_ratio", "output_format", "negative_prompt");
  }

  @Override
  public boolean mayBeRequest(TopLevelKeys keys) {
    return keys.hasAny("prompt", "image");
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return keys.has("images") && keys.hasAny("seeds", "finish_reasons");
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
