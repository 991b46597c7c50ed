/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import io.github.bedrocktracing.internal.dialect.body.BodyContent;
import io.github.bedrocktracing.internal.dialect.body.PromptContent;
import io.github.bedrocktracing.internal.dialect.openai.ChatCompletionsContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.List;

/** Content of {@link GenericDialect}: the names that most bodies share; answers are not guessed. */
final class GenericContent implements BodyContent {
  private static final BodyContent CHAT = new ChatCompletionsContent();

  @Override
  public InputContent input(JsonObject request, CaptureLimits limits) {
    if (request.has("messages")) {
      return CHAT.input(request, limits);
    }
    for (String name : List.of("prompt", "inputText")) {
      List<MessagePart> texts = PromptContent.texts(request, name);
      if (!texts.isEmpty()) {
        return InputContent.ofUser(texts);
      }
    }
    return InputContent.EMPTY;
  }

  @Override
  public List<ChatMessage> output(JsonObject response, CaptureLimits limits) {
    return List.of();
  }

  @Override
  public void chunk(JsonObject chunk, MessageAssembler answers) {}
}
