/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.cohere;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import io.github.bedrocktracing.internal.dialect.body.BodyShapes;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.json.TopLevelKeys;

/** Documents put in order by Cohere's and Amazon's models; nothing is counted in tokens. */
final class RerankDialect implements BodyDialect {
  private static final BodyShapes SHAPES =
      new BodyShapes(
          BodyShapes.NO_REQUEST_FIELDS, BodyShapes.NO_RESPONSE_FIELDS, new RerankContent());

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
