/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.luma;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import io.github.bedrocktracing.internal.dialect.body.BodyShapes;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.json.TopLevelKeys;

/** Luma's Ray, which makes videos; it is only started, and what it made lies in S3. */
public final class LumaRayDialect implements BodyDialect {
  private static final BodyShapes SHAPES =
      new BodyShapes(
          BodyShapes.NO_REQUEST_FIELDS, BodyShapes.NO_RESPONSE_FIELDS, new LumaRayContent());

  @Override
  public OperationName operation() {
    return OperationName.GENERATE_CONTENT;
  }

  @Override
  public String outputType() {
    return "video";
  }

  @Override
  public boolean usualFor(ModelId model) {
    return model.isFrom("luma");
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    return keys.has("prompt") && keys.hasAny("keyframes", "loop", "duration", "resolution");
  }

  @Override
  public boolean mayBeRequest(TopLevelKeys keys) {
    return keys.has("prompt");
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return false;
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
