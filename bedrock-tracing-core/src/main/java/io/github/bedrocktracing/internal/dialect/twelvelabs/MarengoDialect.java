/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.twelvelabs;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import io.github.bedrocktracing.internal.dialect.body.BodyShapes;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.json.TopLevelKeys;

/** TwelveLabs' Marengo embeddings of texts and media; the tokens are told by headers only. */
final class MarengoDialect implements BodyDialect {
  private static final BodyShapes SHAPES =
      new BodyShapes(
          BodyShapes.NO_REQUEST_FIELDS, BodyShapes.NO_RESPONSE_FIELDS, new MarengoContent());

  @Override
  public OperationName operation() {
    return OperationName.EMBEDDINGS;
  }

  @Override
  public boolean usualFor(ModelId model) {
    return model.isFrom("twelvelabs") && model.isNamed("marengo");
  }

  @Override
  public boolean isToldByModel() {
    return true;
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    return keys.has("inputType");
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return keys.has("data") && !keys.has("choices");
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
