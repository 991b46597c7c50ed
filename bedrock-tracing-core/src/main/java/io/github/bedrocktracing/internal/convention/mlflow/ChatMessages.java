/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonOutput;
import io.github.bedrocktracing.internal.json.JsonText;
import io.github.bedrocktracing.internal.json.JsonWritable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole conversation in OpenAI's shape. */
final class ChatMessages {
  private ChatMessages() {}

  /** Returns the system instructions, what was sent, and what was answered, in this order. */
  static List<JsonWritable> of(MessageContent content) {
    InputContent input = content.input();
    List<JsonWritable> conversation = new ArrayList<>();
    if (!input.systemInstructions().isEmpty()) {
      add(conversation, new ChatMessage(ChatMessage.SYSTEM, input.systemInstructions()));
    }
    input.messages().forEach(message -> add(conversation, message));
    content.output().forEach(message -> add(conversation, message));
    return conversation;
  }

  /** Returns a message's role where there is none for tools: the user brings their results. */
  static String role(ChatMessage message) {
    return message.role().equals(ChatMessage.TOOL) ? ChatMessage.USER : message.role();
  }

  /** Adds a message; each result of a tool in it becomes one of its own. */
  private static void add(List<JsonWritable> conversation, ChatMessage message) {
    boolean saysMore = false;
    for (MessagePart part : message.parts()) {
      if (part instanceof MessagePart.ToolCallResponse response) {
        conversation.add(out -> writeResult(out, response.id(), response.response()));
      } else if (part instanceof MessagePart.ServerToolCallResponse response) {
        conversation.add(out -> writeResult(out, response.id(), response.response()));
      } else {
        saysMore = true;
      }
    }
    if (saysMore) {
      conversation.add(out -> write(out, message));
    }
  }

  private static void write(JsonOutput out, ChatMessage message) {
    List<MessagePart> content = new ArrayList<>(message.parts().size());
    List<String> reasoning = new ArrayList<>(0);
    boolean callsTools = false;
    for (MessagePart part : message.parts()) {
      if (part instanceof MessagePart.Reasoning thought) {
        reasoning.add(thought.text());
      } else if (isCall(part)) {
        callsTools = true;
      } else if (!isResult(part)) {
        content.add(part);
      }
    }
    out.beginObject();
    out.field("role", role(message));
    if (!content.isEmpty()) {
      out.name("content");
      ChatParts.write(out, content);
    }
    // Not OpenAI's field: the Chat tab shows it above the answer.
    out.field("reasoning", reasoning.isEmpty() ? null : String.join("\n\n", reasoning));
    if (callsTools) {
      out.name("tool_calls");
      writeCalls(out, message.parts());
    }
    out.endObject();
  }

  private static boolean isCall(MessagePart part) {
    return part instanceof MessagePart.ToolCall || part instanceof MessagePart.ServerToolCall;
  }

  private static boolean isResult(MessagePart part) {
    return part instanceof MessagePart.ToolCallResponse
        || part instanceof MessagePart.ServerToolCallResponse;
  }

  private static void writeCalls(JsonOutput out, List<MessagePart> parts) {
    out.beginArray();
    for (MessagePart part : parts) {
      if (part instanceof MessagePart.ToolCall call) {
        writeCall(out, call.id(), call.name(), call.arguments());
      } else if (part instanceof MessagePart.ServerToolCall call) {
        writeCall(out, call.id(), call.name(), call.call());
      }
    }
    out.endArray();
  }

  private static void writeCall(
      JsonOutput out, @Nullable String id, @Nullable String name, @Nullable Object arguments) {
    out.beginObject();
    out.field("id", id == null ? "" : id);
    out.field("type", "function");
    out.name("function");
    out.beginObject();
    out.field("name", name == null ? "" : name);
    out.field("arguments", text(arguments == null ? Map.of() : arguments));
    out.endObject();
    out.endObject();
  }

  private static void writeResult(JsonOutput out, @Nullable String id, @Nullable Object response) {
    out.beginObject();
    out.field("role", ChatMessage.TOOL);
    out.field("tool_call_id", id);
    out.name("content");
    if (response instanceof List<?> list && list.stream().anyMatch(MessagePart.class::isInstance)) {
      List<MessagePart> parts = new ArrayList<>(list.size());
      for (Object element : list) {
        parts.add(element instanceof MessagePart part ? part : new MessagePart.Text(text(element)));
      }
      ChatParts.write(out, parts);
    } else {
      out.scalar(response == null ? "" : text(response));
    }
    out.endObject();
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : JsonText.write(value);
  }
}
