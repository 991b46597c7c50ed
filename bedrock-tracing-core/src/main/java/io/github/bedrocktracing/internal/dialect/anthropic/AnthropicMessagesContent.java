/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.anthropic;

import io.github.bedrocktracing.internal.dialect.body.BodyContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.message.ToolDefinition;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.Answers;
import io.github.bedrocktracing.internal.wire.ConverseBlocks;
import io.github.bedrocktracing.internal.wire.Media;
import java.util.ArrayList;
import java.util.List;

/** Messages of Anthropic's Messages API. */
final class AnthropicMessagesContent implements BodyContent {
  @Override
  public InputContent input(JsonObject request, CaptureLimits limits) {
    List<ChatMessage> messages = new ArrayList<>();
    for (JsonObject message : request.objects("messages")) {
      messages.add(
          ConverseBlocks.message(
              message.text("role"), AnthropicBlocks.parts(message, "content", limits)));
    }
    return new InputContent(
        AnthropicBlocks.parts(request, "system", limits), messages, tools(request));
  }

  @Override
  public List<ChatMessage> output(JsonObject response, CaptureLimits limits) {
    if (!response.has("content")) {
      return List.of();
    }
    return List.of(
        Answers.of(
            response.text("role", ChatMessage.ASSISTANT),
            AnthropicBlocks.parts(response, "content", limits),
            response.text("stop_reason")));
  }

  @Override
  public void chunk(JsonObject chunk, MessageAssembler answers) {
    // A number is left free behind each block, for what it cites.
    int block = 2 * chunk.integer("index", 0);
    switch (chunk.text("type", "")) {
      case "message_start" ->
          answers.role(0, chunk.object("message").text("role", ChatMessage.ASSISTANT));
      case "content_block_start" -> blockStart(block, chunk.object("content_block"), answers);
      case "content_block_delta" -> blockDelta(block, chunk.object("delta"), answers);
      case "message_delta" -> answers.finishReason(0, chunk.object("delta").text("stop_reason"));
      default -> {}
    }
  }

  private static void blockStart(int block, JsonObject start, MessageAssembler answers) {
    String type = start.text("type", "");
    switch (type) {
      case "text" -> answers.text(0, block, start.text("text", ""));
      case "thinking" -> answers.reasoning(0, block, start.text("thinking", ""));
      case "redacted_thinking" -> answers.mark(0, block, AnthropicBlocks.redacted());
      case "tool_use" -> answers.toolCall(0, block, start.text("id"), start.text("name"));
      default -> {
        if (AnthropicBlocks.isServerCall(type)) {
          answers.serverToolCall(0, block, start.text("id"), start.text("name"));
        } else if (!type.isEmpty()) {
          MessagePart part = AnthropicBlocks.part(start.copy(), Media.NO_BYTES);
          answers.part(0, block, part, start.length());
        }
      }
    }
  }

  private static void blockDelta(int block, JsonObject delta, MessageAssembler answers) {
    switch (delta.text("type", "")) {
      case "text_delta" -> answers.text(0, block, delta.text("text", ""));
      case "thinking_delta" -> answers.reasoning(0, block, delta.text("thinking", ""));
      case "input_json_delta" -> answers.toolArguments(0, block, delta.text("partial_json", ""));
      case "citations_delta" -> {
        JsonObject citation = delta.object("citation");
        answers.part(0, block + 1, AnthropicBlocks.citation(citation), citation.length());
      }
      default -> {}
    }
  }

  private static List<ToolDefinition> tools(JsonObject request) {
    List<ToolDefinition> tools = new ArrayList<>();
    for (JsonObject tool : request.objects("tools")) {
      String name = tool.text("name");
      if (name != null) {
        // Tools of Anthropic's own have a type such as bash_20250124; the program's have none.
        String type = tool.text("type", "custom");
        tools.add(
            new ToolDefinition(
                type.equals("custom") ? ToolDefinition.FUNCTION : type,
                name,
                tool.text("description"),
                tool.value("input_schema")));
      }
    }
    return tools;
  }
}
