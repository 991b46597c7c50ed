/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import static io.github.bedrocktracing.internal.convention.mlflow.JsonFields.put;

import io.github.bedrocktracing.internal.inference.ChatMessage;
import io.github.bedrocktracing.internal.inference.InputContent;
import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.MessagePart;
import io.github.bedrocktracing.internal.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole conversation in OpenAI's shape, as maps and lists. */
final class ChatMessages {
  private ChatMessages() {}

  /** Returns the system instructions, what was sent, and what was answered, in this order. */
  static List<Object> of(MessageContent content) {
    InputContent input = content.input();
    List<Object> conversation = new ArrayList<>();
    if (!input.systemInstructions().isEmpty()) {
      add(conversation, new ChatMessage(ChatMessage.SYSTEM, input.systemInstructions()));
    }
    input.messages().forEach(message -> add(conversation, message));
    content.output().forEach(message -> add(conversation, message));
    return conversation;
  }

  /** Adds a message; each result of a tool in it becomes one of its own. */
  private static void add(List<Object> conversation, ChatMessage message) {
    List<Object> content = new ArrayList<>();
    List<Object> toolCalls = new ArrayList<>();
    List<String> reasoning = new ArrayList<>();
    for (MessagePart part : message.parts()) {
      if (part instanceof MessagePart.ToolCall call) {
        toolCalls.add(toolCall(call.id(), call.name(), call.arguments()));
      } else if (part instanceof MessagePart.ServerToolCall call) {
        toolCalls.add(toolCall(call.id(), call.name(), call.call()));
      } else if (part instanceof MessagePart.ToolCallResponse response) {
        conversation.add(toolResult(response.id(), response.response()));
      } else if (part instanceof MessagePart.ServerToolCallResponse response) {
        conversation.add(toolResult(response.id(), response.response()));
      } else if (part instanceof MessagePart.Reasoning thought) {
        reasoning.add(thought.content());
      } else {
        content.add(ChatParts.of(part));
      }
    }
    if (content.isEmpty() && toolCalls.isEmpty() && reasoning.isEmpty()) {
      return;
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("role", message.role().equals(ChatMessage.TOOL) ? ChatMessage.USER : message.role());
    put(object, "content", ChatParts.simplified(content));
    // Not OpenAI's field: the Chat tab shows it above the answer.
    put(object, "reasoning", reasoning.isEmpty() ? null : String.join("\n\n", reasoning));
    put(object, "tool_calls", toolCalls);
    conversation.add(object);
  }

  private static Map<String, Object> toolCall(
      @Nullable String id, @Nullable String name, @Nullable Object arguments) {
    Map<String, Object> function = new LinkedHashMap<>();
    function.put("name", name == null ? "" : name);
    function.put("arguments", text(arguments == null ? Map.of() : arguments));
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("id", id == null ? "" : id);
    call.put("type", "function");
    call.put("function", function);
    return call;
  }

  private static Map<String, Object> toolResult(@Nullable String id, @Nullable Object response) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", ChatMessage.TOOL);
    put(message, "tool_call_id", id);
    message.put("content", resultContent(response));
    return message;
  }

  private static Object resultContent(@Nullable Object response) {
    if (response instanceof List<?> list && list.stream().anyMatch(MessagePart.class::isInstance)) {
      List<Object> parts = new ArrayList<>();
      for (Object element : list) {
        parts.add(
            element instanceof MessagePart part
                ? ChatParts.of(part)
                : ChatParts.text(text(element)));
      }
      return ChatParts.simplified(parts);
    }
    return response == null ? "" : text(response);
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : JsonText.write(value);
  }
}
