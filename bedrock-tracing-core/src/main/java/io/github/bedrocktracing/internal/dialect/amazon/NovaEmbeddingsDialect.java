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

/** Amazon's Nova embeddings of texts and media; the tokens are told by headers only. */
final class NovaEmbeddingsDialect implements BodyDialect {
  private static final JsonShape<InferenceRequest.Builder> PARAMETERS =
      JsonShape.<InferenceRequest.Builder>builder()
          .integer("embeddingDimension", InferenceRequest.Builder::embeddingDimensions)
          .build();

  private static final JsonShape<InferenceRequest.Builder> REQUEST =
      JsonShape.<InferenceRequest.Builder>builder()
          .object("singleEmbeddingParams", PARAMETERS)
          .object("segmentedEmbeddingParams", PARAMETERS)
          .build();

  private static final BodyShapes SHAPES =
      new BodyShapes(REQUEST, BodyShapes.NO_RESPONSE_FIELDS, new NovaEmbeddingsContent());

  @Override
  public OperationName operation() {
    return OperationName.EMBEDDINGS;
  }

  @Override
  public boolean usualFor(ModelId model) {
    return model.isFrom("amazon") && model.isNamed("nova-2-multimodal-embed");
  }

  @Override
  public boolean isToldByModel() {
    return true;
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    return keys.hasAny("singleEmbeddingParams", "segmentedEmbeddingParams");
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return keys.has("embeddings") && !keys.hasAny("response_type", "texts", "id");
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
