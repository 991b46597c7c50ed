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
import io.github.bedrocktracing.internal.inference.TokenUsage;
import io.github.bedrocktracing.internal.json.JsonShape;
import io.github.bedrocktracing.internal.json.TopLevelKeys;

/** Amazon's Nova models that understand text and media, versions 1 and 2. */
final class NovaDialect implements BodyDialect {
  // The service takes both spellings of each name.
  private static final JsonShape<InferenceRequest.Builder> INFERENCE_CONFIG =
      JsonShape.<InferenceRequest.Builder>builder()
          .integer("maxTokens", InferenceRequest.Builder::maxTokens)
          .integer("max_new_tokens", InferenceRequest.Builder::maxTokens)
          .decimal("temperature", InferenceRequest.Builder::temperature)
          .decimal("topP", InferenceRequest.Builder::topP)
          .decimal("top_p", InferenceRequest.Builder::topP)
          .decimal("topK", InferenceRequest.Builder::topK)
          .decimal("top_k", InferenceRequest.Builder::topK)
          .texts("stopSequences", InferenceRequest.Builder::stopSequences)
          .build();

  private static final JsonShape<TokenUsage.Counts> USAGE =
      JsonShape.<TokenUsage.Counts>builder()
          .integer("inputTokens", TokenUsage.Counts::uncachedInput)
          .integer("outputTokens", TokenUsage.Counts::output)
          .integer("cacheReadInputTokenCount", TokenUsage.Counts::cacheRead)
          .integer("cacheWriteInputTokenCount", TokenUsage.Counts::cacheWrite)
          .build();

  private static final JsonShape<InferenceRequest.Builder> REQUEST =
      JsonShape.<InferenceRequest.Builder>builder()
          .object("inferenceConfig", INFERENCE_CONFIG)
          .object(
              "reasoningConfig",
              JsonShape.<InferenceRequest.Builder>builder()
                  .text("maxReasoningEffort", InferenceRequest.Builder::reasoningLevel)
                  .build())
          .build();

  private static final JsonShape<InferenceResponse.Builder> RESPONSE =
      JsonShape.<InferenceResponse.Builder>builder()
          .text("stopReason", InferenceResponse.Builder::finishReason)
          .object("usage", USAGE, InferenceResponse.Builder::bodyUsage)
          .build();

  private static final JsonShape<InferenceResponse.Builder> CHUNK =
      JsonShape.<InferenceResponse.Builder>builder()
          .object(
              "messageStop",
              JsonShape.<InferenceResponse.Builder>builder()
                  .text("stopReason", InferenceResponse.Builder::finishReason)
                  .build())
          .object(
              "metadata",
              JsonShape.<InferenceResponse.Builder>builder()
                  .object("usage", USAGE, InferenceResponse.Builder::bodyUsage)
                  .build())
          .build();

  private static final BodyShapes SHAPES =
      new BodyShapes(REQUEST, RESPONSE, CHUNK, new NovaContent());

  @Override
  public OperationName operation() {
    return OperationName.CHAT;
  }

  @Override
  public boolean usualFor(ModelId model) {
    return model.isFrom("amazon") && model.isNamed("nova-");
  }

  @Override
  public boolean isToldByModel() {
    return true;
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    return keys.has("messages")
        && keys.hasAny("inferenceConfig", "toolConfig", "schemaVersion", "reasoningConfig");
  }

  @Override
  public boolean mayBeRequest(TopLevelKeys keys) {
    return keys.has("messages") && !keys.has("anthropic_version");
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return keys.has("output") && keys.hasAny("stopReason", "usage");
  }

  @Override
  public boolean isChunk(TopLevelKeys keys) {
    return keys.hasAny(
        "messageStart",
        "contentBlockStart",
        "contentBlockDelta",
        "contentBlockStop",
        "messageStop",
        "metadata");
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
