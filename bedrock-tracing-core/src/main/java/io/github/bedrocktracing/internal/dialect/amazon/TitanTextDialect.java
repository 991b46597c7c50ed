/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.amazon;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import io.github.bedrocktracing.internal.dialect.body.BodyShapes;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.json.JsonShape;
import io.github.bedrocktracing.internal.json.TopLevelKeys;

/** Amazon's Titan text models. */
final class TitanTextDialect implements BodyDialect {
  private static final JsonShape<InferenceResponse.Builder> RESULT =
      JsonShape.<InferenceResponse.Builder>builder()
          .integer("tokenCount", (response, tokens) -> response.bodyUsage().addOutput(tokens))
          .text("completionReason", InferenceResponse.Builder::nextFinishReason)
          .build();

  private static final JsonShape<InferenceRequest.Builder> REQUEST =
      JsonShape.<InferenceRequest.Builder>builder()
          .object(
              "textGenerationConfig",
              JsonShape.<InferenceRequest.Builder>builder()
                  .integer("maxTokenCount", InferenceRequest.Builder::maxTokens)
                  .decimal("temperature", InferenceRequest.Builder::temperature)
                  .decimal("topP", InferenceRequest.Builder::topP)
                  .texts("stopSequences", InferenceRequest.Builder::stopSequences)
                  .build())
          .build();

  private static final JsonShape<InferenceResponse.Builder> RESPONSE =
      JsonShape.<InferenceResponse.Builder>builder()
          .integer(
              "inputTextTokenCount",
              (response, tokens) -> response.bodyUsage().uncachedInput(tokens))
          .each("results", RESULT)
          .build();

  private static final JsonShape<InferenceResponse.Builder> CHUNK =
      JsonShape.<InferenceResponse.Builder>builder()
          .integer(
              "inputTextTokenCount",
              (response, tokens) -> response.bodyUsage().uncachedInput(tokens))
          .integer(
              "totalOutputTextTokenCount",
              (response, tokens) -> response.ended().bodyUsage().output(tokens))
          .text("completionReason", InferenceResponse.Builder::finishReason)
          .build();

  private static final BodyShapes SHAPES =
      new BodyShapes(REQUEST, RESPONSE, CHUNK, new TitanTextContent());

  @Override
  public OperationName operation() {
    return OperationName.TEXT_COMPLETION;
  }

  @Override
  public boolean usualFor(ModelId model) {
    return model.isFrom("amazon") && (model.isNamed("titan-text") || model.isNamed("titan-tg1"));
  }

  @Override
  public boolean isToldByModel() {
    return true;
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    return keys.hasAll("inputText", "textGenerationConfig");
  }

  @Override
  public boolean mayBeRequest(TopLevelKeys keys) {
    return keys.has("inputText");
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return keys.hasAll("results", "inputTextTokenCount");
  }

  @Override
  public boolean isChunk(TopLevelKeys keys) {
    return keys.has("outputText");
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
