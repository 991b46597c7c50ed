/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.twelvelabs;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import io.github.bedrocktracing.internal.dialect.body.BodyShapes;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.json.JsonShape;
import io.github.bedrocktracing.internal.json.TopLevelKeys;

/**
 * TwelveLabs' Pegasus, which answers a prompt about a video in text; tokens are told by headers
 * only.
 */
final class PegasusDialect implements BodyDialect {
  private static final JsonShape<InferenceRequest.Builder> REQUEST =
      JsonShape.<InferenceRequest.Builder>builder()
          .integer("maxOutputTokens", InferenceRequest.Builder::maxTokens)
          .decimal("temperature", InferenceRequest.Builder::temperature)
          .present("responseFormat", request -> request.outputType("json"))
          .build();

  private static final JsonShape<InferenceResponse.Builder> RESPONSE =
      JsonShape.<InferenceResponse.Builder>builder()
          .text("finishReason", InferenceResponse.Builder::finishReason)
          .build();

  private static final BodyShapes SHAPES = new BodyShapes(REQUEST, RESPONSE, new PegasusContent());

  @Override
  public OperationName operation() {
    // One prompt, no list of messages.
    return OperationName.TEXT_COMPLETION;
  }

  @Override
  public boolean usualFor(ModelId model) {
    return model.isFrom("twelvelabs") && model.isNamed("pegasus");
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    return keys.hasAll("inputPrompt", "mediaSource");
  }

  @Override
  public boolean mayBeRequest(TopLevelKeys keys) {
    return keys.has("inputPrompt");
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return keys.hasAll("message", "finishReason");
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
