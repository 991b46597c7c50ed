/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.dialect.BodyReader;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.ModelId;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonBytes;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.ConverseBlocks;
import java.util.ArrayList;
import java.util.List;

/** The prompts of an agent's model calls: JSON of messages in one of two dialects, or a text. */
final class ModelMessages {
  /** What stands around a text that the service wrote as Java does, not as JSON. */
  private static final String TEXT_OPENING = "[{text=";

  private static final List<String> TEXT_CLOSINGS = List.of(", type=text}]", "}]");
  private static final String BLOCK_SEPARATOR = "}, {";

  private ModelMessages() {}

  /** Returns the messages of the prompt that a field of an object is. */
  static InputContent input(JsonObject owner, String field, CaptureLimits limits) {
    JsonBytes prompt = owner.content(field);
    JsonObject json = prompt.wholeObject();
    if (!json.has("messages")) {
      return InputContent.ofUser(owner.text(field, ""));
    }
    InputContent content =
        isAnthropic(json)
            ? new BodyReader(ModelId.parse("anthropic.claude-3")).inputContent(prompt, limits)
            : ConverseBlocks.input(json, limits);
    return new InputContent(
        content.systemInstructions(),
        content.messages().stream().map(ModelMessages::unwrapped).toList(),
        content.tools());
  }

  /** Returns a text that a model or an agent says. */
  static List<ChatMessage> assistant(String text) {
    return ChatMessage.alone(ChatMessage.ASSISTANT, List.of(new MessagePart.Text(text)));
  }

  /** Blocks of Anthropic's messages name their type; those of Converse are named by a field. */
  private static boolean isAnthropic(JsonObject json) {
    return json.objects("messages").stream()
        .flatMap(message -> message.objects("content").stream())
        .anyMatch(block -> block.has("type"));
  }

  private static ChatMessage unwrapped(ChatMessage message) {
    List<MessagePart> parts = new ArrayList<>();
    for (MessagePart part : message.parts()) {
      parts.add(
          part instanceof MessagePart.Text text
              ? new MessagePart.Text(unwrapped(text.text()))
              : part);
    }
    return new ChatMessage(message.role(), parts, message.finishReason());
  }

  /** Takes a single text out of what Java wrote around it; several blocks are left as they are. */
  private static String unwrapped(String text) {
    if (text.startsWith(TEXT_OPENING) && !text.contains(BLOCK_SEPARATOR)) {
      for (String closing : TEXT_CLOSINGS) {
        if (text.endsWith(closing)) {
          return text.substring(TEXT_OPENING.length(), text.length() - closing.length());
        }
      }
    }
    return text;
  }
}
