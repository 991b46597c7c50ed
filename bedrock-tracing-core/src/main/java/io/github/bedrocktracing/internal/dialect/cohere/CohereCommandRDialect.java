/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.cohere;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import io.github.bedrocktracing.internal.dialect.body.BodyShapes;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.TokenUsage;
import io.github.bedrocktracing.internal.json.JsonShape;
import io.github.bedrocktracing.internal.json.TopLevelKeys;

/** Cohere's Command R and R+. */
final class CohereCommandRDialect implements BodyDialect {
  // Beside them stand the tokens of the prompt that the model was given, which nobody is billed
  // for.
  private static final JsonShape<TokenUsage.Counts> BILLED_UNITS =
      JsonShape.<TokenUsage.Counts>builder()
          .integer("input_tokens", TokenUsage.Counts::uncachedInput)
          .integer("output_tokens", TokenUsage.Counts::output)
          .build();

  private static final JsonShape<InferenceRequest.Builder> REQUEST =
      JsonShape.<InferenceRequest.Builder>builder()
          .integer("max_tokens", InferenceRequest.Builder::maxTokens)
          .decimal("temperature", InferenceRequest.Builder::temperature)
          .decimal("p", InferenceRequest.Builder::topP)
          .decimal("k", InferenceRequest.Builder::topK)
          .texts("stop_sequences", InferenceRequest.Builder::stopSequences)
          .decimal("frequency_penalty", InferenceRequest.Builder::frequencyPenalty)
          .decimal("presence_penalty", InferenceRequest.Builder::presencePenalty)
          .integer("seed", InferenceRequest.Builder::seed)
          .build();

  private static final JsonShape<InferenceResponse.Builder> RESPONSE =
      JsonShape.<InferenceResponse.Builder>builder()
          .text("response_id", InferenceResponse.Builder::id)
          .text("finish_reason", InferenceResponse.Builder::finishReason)
          .object(
              "meta",
              JsonShape.<TokenUsage.Counts>builder().object("billed_units", BILLED_UNITS).build(),
              InferenceResponse.Builder::bodyUsage)
          .build();

  private static final JsonShape<InferenceResponse.Builder> CHUNK =
      JsonShape.<InferenceResponse.Builder>builder()
          .text("finish_reason", InferenceResponse.Builder::finishReason)
          .object("response", RESPONSE)
          .build();

  private static final BodyShapes SHAPES =
      new BodyShapes(REQUEST, RESPONSE, CHUNK, new CohereCommandRContent());

  @Override
  public OperationName operation() {
    return OperationName.CHAT;
  }

  @Override
  public boolean usualFor(ModelId model) {
    return model.isFrom("cohere") && model.isNamed("command-r");
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    return keys.has("message") && !keys.has("messages");
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return keys.has("text") && keys.hasAny("response_id", "generation_id", "chat_history");
  }

  @Override
  public boolean isChunk(TopLevelKeys keys) {
    return keys.has("event_type");
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
