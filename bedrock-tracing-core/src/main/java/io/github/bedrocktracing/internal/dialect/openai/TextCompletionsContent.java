/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.openai;

import io.github.bedrocktracing.internal.dialect.body.PromptContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.List;

/** Content of {@link TextCompletionsDialect}. */
final class TextCompletionsContent extends PromptContent {
  @Override
  protected List<MessagePart> prompt(JsonObject request, CaptureLimits limits) {
    return texts(request, "prompt");
  }

  @Override
  public List<ChatMessage> output(JsonObject response, CaptureLimits limits) {
    return Choices.messages(response, limits);
  }

  @Override
  public void chunk(JsonObject chunk, MessageAssembler answers) {
    Choices.chunk(chunk, answers);
  }
}
