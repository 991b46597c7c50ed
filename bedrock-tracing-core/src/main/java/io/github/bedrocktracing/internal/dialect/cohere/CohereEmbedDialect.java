/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.cohere;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import io.github.bedrocktracing.internal.dialect.body.BodyShapes;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.json.JsonShape;
import io.github.bedrocktracing.internal.json.TopLevelKeys;

/** Cohere's embeddings, versions 3 and 4; the tokens are told by headers only. */
final class CohereEmbedDialect implements BodyDialect {
  private static final JsonShape<InferenceRequest.Builder> REQUEST =
      JsonShape.<InferenceRequest.Builder>builder()
          .integer("output_dimension", InferenceRequest.Builder::embeddingDimensions)
          .texts("embedding_types", InferenceRequest.Builder::encodingFormats)
          .build();

  private static final JsonShape<InferenceResponse.Builder> RESPONSE =
      JsonShape.<InferenceResponse.Builder>builder()
          .text("id", InferenceResponse.Builder::id)
          .build();

  private static final BodyShapes SHAPES =
      new BodyShapes(REQUEST, RESPONSE, new CohereEmbedContent());

  @Override
  public OperationName operation() {
    return OperationName.EMBEDDINGS;
  }

  @Override
  public boolean usualFor(ModelId model) {
    return model.isFrom("cohere") && model.isNamed("embed");
  }

  @Override
  public boolean isToldByModel() {
    return true;
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    return keys.has("input_type") && keys.hasAny("texts", "images", "inputs");
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return keys.has("embeddings") && keys.hasAny("response_type", "texts", "id");
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
