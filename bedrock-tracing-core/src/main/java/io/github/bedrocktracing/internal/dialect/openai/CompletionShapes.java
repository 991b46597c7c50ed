/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.openai;

import io.github.bedrocktracing.internal.dialect.body.Choice;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.TokenUsage;
import io.github.bedrocktracing.internal.json.JsonShape;

/** The fields that OpenAI's chat and text completions share. */
public final class CompletionShapes {
  public static final JsonShape<InferenceRequest.Builder> REQUEST =
      JsonShape.<InferenceRequest.Builder>builder()
          .integer("max_tokens", InferenceRequest.Builder::maxTokens)
          .decimal("temperature", InferenceRequest.Builder::temperature)
          .decimal("top_p", InferenceRequest.Builder::topP)
          .decimal("top_k", InferenceRequest.Builder::topK)
          .texts("stop", InferenceRequest.Builder::stopSequences)
          .decimal("frequency_penalty", InferenceRequest.Builder::frequencyPenalty)
          .decimal("presence_penalty", InferenceRequest.Builder::presencePenalty)
          .integer("seed", InferenceRequest.Builder::seed)
          .integer("n", InferenceRequest.Builder::choiceCount)
          .build();

  // Cached tokens are counted in with the prompt's. Some servers repeat the counts on each chunk.
  private static final JsonShape<TokenUsage.Counts> USAGE =
      JsonShape.<TokenUsage.Counts>builder()
          .integer("prompt_tokens", TokenUsage.Counts::totalInput)
          .integer("completion_tokens", TokenUsage.Counts::output)
          .object(
              "prompt_tokens_details",
              JsonShape.<TokenUsage.Counts>builder()
                  .integer("cached_tokens", TokenUsage.Counts::cacheRead)
                  .build())
          .object(
              "completion_tokens_details",
              JsonShape.<TokenUsage.Counts>builder()
                  .integer("reasoning_tokens", TokenUsage.Counts::reasoning)
                  .build())
          .build();

  private static final JsonShape<InferenceResponse.Builder> ENVELOPE =
      JsonShape.<InferenceResponse.Builder>builder()
          .text("id", InferenceResponse.Builder::id)
          .text("model", InferenceResponse.Builder::model)
          .object("usage", USAGE, InferenceResponse.Builder::bodyUsage)
          .build();

  static final JsonShape<InferenceResponse.Builder> RESPONSE =
      JsonShape.<InferenceResponse.Builder>builder()
          .including(ENVELOPE)
          .each("choices", Choice.SHAPE, response -> new Choice(), Choice::addListed)
          .build();

  static final JsonShape<InferenceResponse.Builder> CHUNK =
      JsonShape.<InferenceResponse.Builder>builder()
          .including(ENVELOPE)
          .each("choices", Choice.SHAPE, response -> new Choice(), Choice::addStreamed)
          .build();

  private CompletionShapes() {}
}
