/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.openai;

import io.github.bedrocktracing.internal.dialect.body.PromptContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.LeadingReasoning;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.Answers;
import io.github.bedrocktracing.internal.wire.ToolArguments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers in chat and text completions, which some servers mix. */
final class Choices {
  private static final int REASONING = 0;
  private static final int TEXT = 1;
  private static final int FIRST_TOOL_CALL = 2;

  private Choices() {}

  /** Returns the answers of a whole body. */
  static List<ChatMessage> messages(JsonObject response, CaptureLimits limits) {
    List<ChatMessage> answers = new ArrayList<>();
    for (JsonObject choice : Answers.inOrder(response.objects("choices"))) {
      JsonObject message = choice.object("message");
      List<MessagePart> parts = new ArrayList<>();
      for (MessagePart part : parts(message, limits)) {
        if (part instanceof MessagePart.Text text) {
          parts.addAll(LeadingReasoning.split(text.text()));
        } else {
          parts.add(part);
        }
      }
      parts.addAll(LeadingReasoning.split(choice.text("text", "")));
      answers.add(Answers.of(message.text("role", ChatMessage.ASSISTANT), parts, reason(choice)));
    }
    return answers;
  }

  /** Returns what a message says: reasoning, content, then tool calls. */
  static List<MessagePart> parts(JsonObject message, CaptureLimits limits) {
    List<MessagePart> parts = new ArrayList<>();
    String reasoning = reasoning(message);
    if (!reasoning.isEmpty()) {
      parts.add(new MessagePart.Reasoning(reasoning));
    }
    parts.addAll(ChatParts.of(message, "content", limits));
    parts.addAll(PromptContent.texts(message, "refusal"));
    for (JsonObject call : message.objects("tool_calls")) {
      JsonObject function = call.object("function");
      parts.add(
          new MessagePart.ToolCall(
              call.text("id"),
              function.text("name"),
              ToolArguments.of(function.value("arguments"))));
    }
    return parts;
  }

  /** Adds what a chunk tells; a stream without numbers has one answer. */
  static void chunk(JsonObject chunk, MessageAssembler answers) {
    for (JsonObject choice : chunk.objects("choices")) {
      int number = choice.integer("index", 0);
      // Some of Mistral's models send messages where others send deltas.
      JsonObject delta = choice.object(choice.has("delta") ? "delta" : "message");
      delta(number, delta, answers);
      text(number, choice.text("text", ""), answers);
      answers.finishReason(number, reason(choice));
    }
  }

  private static void delta(int number, JsonObject delta, MessageAssembler answers) {
    String role = delta.text("role");
    if (role != null && !role.isEmpty()) {
      answers.role(number, role);
    }
    reasoning(number, reasoning(delta), answers);
    text(number, delta.text("content", ""), answers);
    text(number, delta.text("refusal", ""), answers);
    for (JsonObject part : delta.objects("content")) {
      String thinking = ChatParts.thinking(part);
      if (thinking == null) {
        text(number, part.text("text", ""), answers);
      } else {
        reasoning(number, thinking, answers);
      }
    }
    int place = 0;
    for (JsonObject call : delta.objects("tool_calls")) {
      int block = FIRST_TOOL_CALL + Math.max(0, call.integer("index", place++));
      JsonObject function = call.object("function");
      answers.toolCall(number, block, call.text("id"), function.text("name"));
      answers.toolArguments(number, block, ToolArguments.fragment(function.value("arguments")));
    }
  }

  private static void reasoning(int number, String fragment, MessageAssembler answers) {
    if (!fragment.isEmpty()) {
      answers.reasoning(number, REASONING, fragment);
    }
  }

  private static void text(int number, String fragment, MessageAssembler answers) {
    if (!fragment.isEmpty()) {
      answers.taggedText(number, TEXT, fragment);
    }
  }

  private static String reasoning(JsonObject message) {
    String reasoning = message.text("reasoning");
    return reasoning == null ? message.text("reasoning_content", "") : reasoning;
  }

  /** Some servers tell the matched stop sequence beside the finish reason, as stop reason. */
  private static @Nullable String reason(JsonObject choice) {
    String reason = choice.text("finish_reason");
    return reason == null ? choice.text("stop_reason") : reason;
  }
}
