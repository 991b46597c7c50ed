/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.json.JsonShape;
import io.github.bedrocktracing.internal.json.TopLevelKeys;

/** Documents put in order by Cohere's and Amazon's models; nothing is counted in tokens. */
final class RerankDialect implements BodyDialect {
  private static final JsonShape<InferenceRequest.Builder> REQUEST =
      JsonShape.<InferenceRequest.Builder>builder().build();

  private static final JsonShape<InferenceResponse.Builder> RESPONSE =
      JsonShape.<InferenceResponse.Builder>builder().build();

  private static final BodyShapes SHAPES = new BodyShapes(REQUEST, RESPONSE, new RerankContent());

  @Override
  public OperationName operation() {
    return OperationName.RERANK;
  }

  @Override
  public boolean usualFor(ModelId model) {
    return (model.isFrom("cohere") || model.isFrom("amazon")) && model.isNamed("rerank");
  }

  @Override
  public boolean isToldByModel() {
    return true;
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    return keys.hasAll("query", "documents");
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return keys.has("results") && !keys.has("inputTextTokenCount");
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
