/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import io.github.bedrocktracing.internal.inference.BinaryContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.ChatMessage;
import io.github.bedrocktracing.internal.inference.FinishReason;
import io.github.bedrocktracing.internal.inference.InputContent;
import io.github.bedrocktracing.internal.inference.MessageAssembler;
import io.github.bedrocktracing.internal.inference.MessagePart;
import io.github.bedrocktracing.internal.inference.ToolDefinition;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages of Anthropic's Messages API. */
final class AnthropicMessagesContent implements BodyContent {
  @Override
  public InputContent input(JsonObject request, CaptureLimits limits) {
    List<ChatMessage> messages = new ArrayList<>();
    for (JsonObject message : request.objects("messages")) {
      List<MessagePart> parts = parts(message, "content", limits);
      boolean toolResult = parts.stream().anyMatch(MessagePart.ToolCallResponse.class::isInstance);
      String role = toolResult ? ChatMessage.TOOL : message.text("role", ChatMessage.USER);
      messages.add(new ChatMessage(role, parts));
    }
    return new InputContent(parts(request, "system", limits), messages, tools(request));
  }

  @Override
  public List<ChatMessage> output(JsonObject response, CaptureLimits limits) {
    if (!response.has("content")) {
      return List.of();
    }
    return List.of(
        new ChatMessage(
            response.text("role", ChatMessage.ASSISTANT),
            parts(response, "content", limits),
            FinishReason.normalise(response.text("stop_reason"))));
  }

  @Override
  public void chunk(JsonObject chunk, MessageAssembler answers) {
    int block = chunk.integer("index", 0);
    switch (chunk.text("type", "")) {
      case "message_start" ->
          answers.role(0, chunk.object("message").text("role", ChatMessage.ASSISTANT));
      case "content_block_start" -> blockStart(block, chunk.object("content_block"), answers);
      case "content_block_delta" -> blockDelta(block, chunk.object("delta"), answers);
      case "message_delta" -> {
        String reason = chunk.object("delta").text("stop_reason");
        if (reason != null) {
          answers.finishReason(0, reason);
        }
      }
      default -> {}
    }
  }

  private static void blockStart(int block, JsonObject start, MessageAssembler answers) {
    switch (start.text("type", "")) {
      case "text" -> answers.text(0, block, start.text("text", ""));
      case "thinking" -> answers.reasoning(0, block, start.text("thinking", ""));
      case "tool_use" -> answers.toolCall(0, block, start.text("id"), start.text("name"));
      case "redacted_thinking" ->
          answers.part(0, block, new MessagePart.Generic("redacted_reasoning", Map.of()), 0);
      default -> {}
    }
  }

  private static void blockDelta(int block, JsonObject delta, MessageAssembler answers) {
    switch (delta.text("type", "")) {
      case "text_delta" -> answers.text(0, block, delta.text("text", ""));
      case "thinking_delta" -> answers.reasoning(0, block, delta.text("thinking", ""));
      case "input_json_delta" -> answers.toolArguments(0, block, delta.text("partial_json", ""));
      default -> {}
    }
  }

  /** Reads content that is either a string or a list of blocks. */
  private static List<MessagePart> parts(JsonObject owner, String name, CaptureLimits limits) {
    String text = owner.text(name);
    if (text != null) {
      return List.of(new MessagePart.Text(text));
    }
    List<MessagePart> parts = new ArrayList<>();
    for (JsonObject block : owner.objects(name)) {
      parts.add(part(block, limits));
    }
    return parts;
  }

  private static MessagePart part(JsonObject block, CaptureLimits limits) {
    String type = block.text("type", "unknown");
    return switch (type) {
      case "text" -> new MessagePart.Text(block.text("text", ""));
      case "thinking" -> new MessagePart.Reasoning(block.text("thinking", ""));
      case "redacted_thinking" -> new MessagePart.Generic("redacted_reasoning", Map.of());
      case "tool_use" ->
          new MessagePart.ToolCall(block.text("id"), block.text("name"), block.value("input"));
      case "tool_result" ->
          new MessagePart.ToolCallResponse(block.text("tool_use_id"), toolResult(block, limits));
      case "image" -> media("image", block.object("source"), limits);
      case "document" -> media("document", block.object("source"), limits);
      default -> new MessagePart.Generic(type, Map.of());
    };
  }

  private static @Nullable Object toolResult(JsonObject block, CaptureLimits limits) {
    String text = block.text("content");
    if (text != null) {
      return text;
    }
    List<MessagePart> parts = parts(block, "content", limits);
    // One text is given as it is; anything richer keeps its structure.
    return parts.size() == 1 && parts.get(0) instanceof MessagePart.Text only
        ? only.content()
        : parts;
  }

  private static MessagePart media(String modality, JsonObject source, CaptureLimits limits) {
    String mimeType = source.text("media_type");
    return switch (source.text("type", "")) {
      case "base64" ->
          new MessagePart.Blob(
              modality,
              mimeType,
              BinaryContent.ofBase64(source.text("data", ""), limits.maxBinaryBytes()));
      case "url" -> new MessagePart.Uri(modality, mimeType, source.text("url", ""));
      case "text" -> new MessagePart.Text(source.text("data", ""));
      default -> new MessagePart.Generic(modality, Map.of());
    };
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
