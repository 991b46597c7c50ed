/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.anthropic;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import io.github.bedrocktracing.internal.dialect.body.BodyShapes;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.TokenUsage;
import io.github.bedrocktracing.internal.json.JsonShape;
import io.github.bedrocktracing.internal.json.TopLevelKeys;

/** Anthropic's Messages API: Claude 2.1 and later. */
final class AnthropicMessagesDialect implements BodyDialect {
  private static final JsonShape<InferenceRequest.Builder> REQUEST =
      JsonShape.<InferenceRequest.Builder>builder()
          .integer("max_tokens", InferenceRequest.Builder::maxTokens)
          .decimal("temperature", InferenceRequest.Builder::temperature)
          .decimal("top_p", InferenceRequest.Builder::topP)
          .decimal("top_k", InferenceRequest.Builder::topK)
          .texts("stop_sequences", InferenceRequest.Builder::stopSequences)
          .object(
              "output_config",
              JsonShape.<InferenceRequest.Builder>builder()
                  .text("effort", InferenceRequest.Builder::reasoningLevel)
                  .build())
          .build();

  private static final JsonShape<TokenUsage.Counts> USAGE =
      JsonShape.<TokenUsage.Counts>builder()
          .integer("input_tokens", TokenUsage.Counts::uncachedInput)
          .integer("output_tokens", TokenUsage.Counts::output)
          .integer("cache_read_input_tokens", TokenUsage.Counts::cacheRead)
          .integer("cache_creation_input_tokens", TokenUsage.Counts::cacheWrite)
          .object(
              "output_tokens_details",
              JsonShape.<TokenUsage.Counts>builder()
                  .integer("thinking_tokens", TokenUsage.Counts::reasoning)
                  .build())
          .build();

  private static final JsonShape<InferenceResponse.Builder> RESPONSE =
      JsonShape.<InferenceResponse.Builder>builder()
          .text("id", InferenceResponse.Builder::id)
          .text("model", InferenceResponse.Builder::model)
          .text("stop_reason", InferenceResponse.Builder::finishReason)
          .object("usage", USAGE, InferenceResponse.Builder::bodyUsage)
          .build();

  // message_start holds the message so far, message_delta the stop reason and the last counts.
  private static final JsonShape<InferenceResponse.Builder> CHUNK =
      JsonShape.<InferenceResponse.Builder>builder()
          .object("message", RESPONSE)
          .object(
              "delta",
              JsonShape.<InferenceResponse.Builder>builder()
                  .text("stop_reason", InferenceResponse.Builder::finishReason)
                  .build())
          .object("usage", USAGE, InferenceResponse.Builder::bodyUsage)
          .build();

  private static final BodyShapes SHAPES =
      new BodyShapes(REQUEST, RESPONSE, CHUNK, new AnthropicMessagesContent());

  @Override
  public OperationName operation() {
    return OperationName.CHAT;
  }

  @Override
  public boolean usualFor(ModelId model) {
    return model.isFrom("anthropic");
  }

  @Override
  public boolean isToldByModel() {
    return true;
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    return keys.hasAll("anthropic_version", "messages");
  }

  @Override
  public boolean mayBeRequest(TopLevelKeys keys) {
    return keys.has("messages");
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return keys.hasAll("content", "stop_reason") || keys.hasAll("content", "usage", "type");
  }

  @Override
  public boolean isChunk(TopLevelKeys keys) {
    return keys.has("type") && keys.hasAny("message", "content_block", "delta");
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
