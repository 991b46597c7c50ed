/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.ai21;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import io.github.bedrocktracing.internal.dialect.body.BodyShapes;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.json.JsonShape;
import io.github.bedrocktracing.internal.json.TopLevelKeys;

/** AI21's Jurassic-2; it does not stream, and tokens are told by headers only. */
public final class Jurassic2Dialect implements BodyDialect {
  private static final JsonShape<InferenceResponse.Builder> COMPLETION =
      JsonShape.<InferenceResponse.Builder>builder()
          .object(
              "finishReason",
              JsonShape.<InferenceResponse.Builder>builder()
                  .text("reason", InferenceResponse.Builder::nextFinishReason)
                  .build())
          .build();

  private static final JsonShape<InferenceRequest.Builder> REQUEST =
      JsonShape.<InferenceRequest.Builder>builder()
          .integer("maxTokens", InferenceRequest.Builder::maxTokens)
          .decimal("temperature", InferenceRequest.Builder::temperature)
          .decimal("topP", InferenceRequest.Builder::topP)
          .texts("stopSequences", InferenceRequest.Builder::stopSequences)
          .integer("numResults", InferenceRequest.Builder::choiceCount)
          .object(
              "presencePenalty",
              JsonShape.<InferenceRequest.Builder>builder()
                  .decimal("scale", InferenceRequest.Builder::presencePenalty)
                  .build())
          .object(
              "frequencyPenalty",
              JsonShape.<InferenceRequest.Builder>builder()
                  .decimal("scale", InferenceRequest.Builder::frequencyPenalty)
                  .build())
          .build();

  private static final JsonShape<InferenceResponse.Builder> RESPONSE =
      JsonShape.<InferenceResponse.Builder>builder().each("completions", COMPLETION).build();

  private static final BodyShapes SHAPES =
      new BodyShapes(REQUEST, RESPONSE, new Jurassic2Content());

  @Override
  public OperationName operation() {
    return OperationName.TEXT_COMPLETION;
  }

  @Override
  public boolean usualFor(ModelId model) {
    return model.isFrom("ai21") && model.isNamed("j2-");
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    return keys.has("prompt")
        && keys.hasAny(
            "maxTokens",
            "topP",
            "stopSequences",
            "numResults",
            "countPenalty",
            "presencePenalty",
            "frequencyPenalty");
  }

  @Override
  public boolean mayBeRequest(TopLevelKeys keys) {
    return keys.has("prompt");
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return keys.has("completions");
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
