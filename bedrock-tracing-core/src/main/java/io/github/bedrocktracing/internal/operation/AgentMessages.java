/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.FinishReason;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonText;
import io.github.bedrocktracing.internal.operation.capture.ProgramTree;
import io.github.bedrocktracing.internal.operation.runtime.ConverseMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** What the program says that its agent was asked and has answered, as messages. */
public final class AgentMessages {
  private static final int MAX_MESSAGES = 10_000;

  private AgentMessages() {}

  /** Returns what an agent was asked; empty for null. */
  public static List<ChatMessage> asked(@Nullable Object value, CaptureLimits limits) {
    return messages(value, ChatMessage.USER, limits);
  }

  /** Returns what an agent that came to its end has answered; empty for null. */
  public static List<ChatMessage> answered(@Nullable Object value, CaptureLimits limits) {
    if (value instanceof ConverseResponse response) {
      return ConverseMessages.answers(response, limits);
    }
    return messages(value, ChatMessage.ASSISTANT, limits).stream()
        .map(AgentMessages::finished)
        .toList();
  }

  private static List<ChatMessage> messages(
      @Nullable Object value, String role, CaptureLimits limits) {
    List<ChatMessage> messages = new ArrayList<>();
    if (value instanceof List<?> list && isConversation(list)) {
      list.forEach(element -> messages.addAll(messages(element, role, limits)));
    } else if (value instanceof Message message) {
      messages.add(ConverseMessages.message(message, limits));
    } else if (value != null) {
      messages.add(new ChatMessage(role, List.of(new MessagePart.Text(text(value, limits)))));
    }
    return messages;
  }

  /** Looks no further than a conversation may be long; others may be without end. */
  private static boolean isConversation(List<?> list) {
    return list.stream().limit(MAX_MESSAGES).anyMatch(Message.class::isInstance);
  }

  private static String text(Object value, CaptureLimits limits) {
    boolean structure =
        value instanceof Map<?, ?> || value instanceof List<?> || value instanceof Document;
    Object tree = structure ? ProgramTree.of(value, limits.maxCharacters()) : value.toString();
    return tree instanceof String text ? text : JsonText.write(tree);
  }

  /** The conventions want to know of each answer why it ended. */
  private static ChatMessage finished(ChatMessage message) {
    return message.role().equals(ChatMessage.ASSISTANT)
        ? new ChatMessage(message.role(), message.parts(), FinishReason.STOP)
        : message;
  }
}
