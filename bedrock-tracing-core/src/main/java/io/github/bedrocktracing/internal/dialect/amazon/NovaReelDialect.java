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

/** Amazon's Nova Reel, which makes videos; it is only started, and what it made lies in S3. */
final class NovaReelDialect implements BodyDialect {
  private static final JsonShape<InferenceRequest.Builder> REQUEST =
      JsonShape.<InferenceRequest.Builder>builder()
          .object(
              "videoGenerationConfig",
              JsonShape.<InferenceRequest.Builder>builder()
                  .integer("seed", InferenceRequest.Builder::seed)
                  .build())
          .build();

  private static final BodyShapes SHAPES =
      new BodyShapes(REQUEST, BodyShapes.NO_RESPONSE_FIELDS, new NovaReelContent());

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
    return model.isFrom("amazon") && model.isNamed("nova-reel");
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    return keys.hasAny(
        "videoGenerationConfig",
        "textToVideoParams",
        "multiShotAutomatedParams",
        "multiShotManualParams");
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
