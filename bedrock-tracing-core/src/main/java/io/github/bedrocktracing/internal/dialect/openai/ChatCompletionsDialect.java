/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.openai;

import io.github.bedrocktracing.internal.dialect.body.BodyDialect;
import io.github.bedrocktracing.internal.dialect.body.BodyShapes;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.json.JsonShape;
import io.github.bedrocktracing.internal.json.TopLevelKeys;
import java.util.Set;

/** The chat completions of OpenAI, spoken by most open-weight models, Jamba and newer Mistrals. */
final class ChatCompletionsDialect implements BodyDialect {
  // Mistral's first models are asked for earlier, by MistralTextDialect.
  private static final Set<String> PROVIDERS =
      Set.of(
          "google",
          "minimax",
          "mistral",
          "moonshot",
          "moonshotai",
          "nvidia",
          "openai",
          "qwen",
          "writer",
          "xai",
          "zai");

  private static final JsonShape<InferenceRequest.Builder> RESPONSE_FORMAT =
      JsonShape.<InferenceRequest.Builder>builder()
          .text(
              "type",
              (request, type) -> request.outputType(type.startsWith("json") ? "json" : type))
          .build();

  private static final JsonShape<InferenceRequest.Builder> REQUEST =
      JsonShape.<InferenceRequest.Builder>builder()
          .including(CompletionShapes.REQUEST)
          .integer("max_completion_tokens", InferenceRequest.Builder::maxTokens)
          .text("reasoning_effort", InferenceRequest.Builder::reasoningLevel)
          .object("response_format", RESPONSE_FORMAT)
          .build();

  private static final BodyShapes SHAPES =
      new BodyShapes(
          REQUEST, CompletionShapes.RESPONSE, CompletionShapes.CHUNK, new ChatCompletionsContent());

  @Override
  public OperationName operation() {
    return OperationName.CHAT;
  }

  @Override
  public boolean usualFor(ModelId model) {
    return PROVIDERS.contains(model.modelProvider())
        || (model.isFrom("ai21") && model.isNamed("jamba"))
        || (model.isFrom("deepseek") && !model.isNamed("r1"));
  }

  @Override
  public boolean isRequest(TopLevelKeys keys) {
    return keys.has("messages");
  }

  @Override
  public boolean isResponse(TopLevelKeys keys) {
    return keys.has("choices");
  }

  @Override
  public BodyShapes shapes() {
    return SHAPES;
  }
}
