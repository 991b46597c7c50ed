/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.cohere;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import io.github.bedrocktracing.internal.dialect.body.BodyShapes;
import io.github.bedrocktracing.internal.dialect.body.Choice;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.json.JsonShape;
import io.github.bedrocktracing.internal.json.TopLevelKeys;

/** Cohere's Command and Command Light; tokens are told by headers and metrics only. */
final class CohereCommandDialect implements BodyDialect {
  private static final JsonShape<InferenceRequest.Builder> REQUEST =
      JsonShape.<InferenceRequest.Builder>builder()
          .integer("max_tokens", InferenceRequest.Builder::maxTokens)
          .decimal("temperature", InferenceRequest.Builder::temperature)
          .decimal("p", InferenceRequest.Builder::topP)
          .decimal("k", InferenceRequest.Builder::topK)
          .texts("stop_sequences", InferenceRequest.Builder::stopSequences)
          .integer("num_generations", InferenceRequest.Builder::choiceCount)
          .build();

  private static final JsonShape<InferenceResponse.Builder> RESPONSE =
      JsonShape.<InferenceResponse.Builder>builder()
          .text("id", InferenceResponse.Builder::id)
          .each("generations", Choice.SHAPE, response -> new Choice(), Choice::addListed)
          .build();

  private static final JsonShape<InferenceResponse.Builder> CHUNK =
      JsonShape.<InferenceResponse.Builder>builder()
          .including(RESPONSE)
          .text("finish_reason", InferenceResponse.Builder::finishReason)
          .build();

  private static final BodyShapes SHAPES =
      new BodyShapes(REQUEST, RESPONSE, CHUNK, new CohereCommandContent());

  @Override
  public OperationName operation() {
    return OperationName.TEXT_COMPLETION;
  }

  @Override
  public boolean usualFor(ModelId model) {
    return model.isFrom("cohere") && model.isNamed("command");
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    return keys.has("prompt")
        && keys.hasAny(
            "p",
            "k",
            "stop_sequences",
            "num_generations",
            "return_likelihoods",
            "logit_bias",
            "truncate")
        && !keys.has("max_tokens_to_sample");
  }

  @Override
  public boolean mayBeRequest(TopLevelKeys keys) {
    return keys.has("prompt");
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return keys.has("generations");
  }

  @Override
  public boolean isChunk(TopLevelKeys keys) {
    return keys.has("generations") || (keys.has("is_finished") && !keys.has("event_type"));
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
