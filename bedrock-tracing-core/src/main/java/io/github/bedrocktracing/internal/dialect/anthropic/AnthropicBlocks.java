/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.anthropic;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.Media;
import io.github.bedrocktracing.internal.wire.ToolArguments;
import io.github.bedrocktracing.internal.wire.ToolResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The content blocks of Anthropic's messages. */
public final class AnthropicBlocks {
  private AnthropicBlocks() {}

  /** Reads content that is either a string or a list of blocks. */
  static List<MessagePart> parts(JsonObject owner, String name, CaptureLimits limits) {
    CharSequence text = owner.lazyText(name);
    if (text != null) {
      return List.of(new MessagePart.Text(text));
    }
    List<MessagePart> parts = new ArrayList<>();
    for (JsonObject block : owner.objects(name)) {
      parts.add(part(block, limits));
      // Only texts cite; search results have settings of this name.
      block.objects("citations").forEach(citation -> parts.add(citation(citation)));
    }
    return parts;
  }

  /** Returns the part that a block is, without what it cites. */
  static MessagePart part(JsonObject block, CaptureLimits limits) {
    String type = block.text("type", "unknown");
    return switch (type) {
      case "text" -> new MessagePart.Text(block.lazyText("text", ""));
      case "thinking" -> new MessagePart.Reasoning(block.lazyText("thinking", ""));
      case "redacted_thinking" -> redacted();
      case "tool_use" ->
          new MessagePart.ToolCall(
              block.text("id"), block.text("name"), ToolArguments.of(block.value("input")));
      case "tool_result" ->
          new MessagePart.ToolCallResponse(
              block.text("tool_use_id"), ToolResults.simplest(parts(block, "content", limits)));
      case "image", "document" -> media(type, block.object("source"), limits);
      case "search_result" -> searchResult(block);
      default -> {
        if (isServerCall(type)) {
          Object arguments = ToolArguments.of(block.value("input"));
          yield MessagePart.ServerToolCall.of(block.text("id"), block.text("name"), arguments);
        }
        yield type.endsWith("_tool_result") ? serverResult(block) : other(type, block);
      }
    };
  }

  /** Returns whether a block is a call of a tool that does not run in the program. */
  static boolean isServerCall(String type) {
    return type.equals("server_tool_use") || type.equals("mcp_tool_use");
  }

  /** Returns reasoning that only the service can read. */
  static MessagePart redacted() {
    return MessagePart.Generic.redactedReasoning();
  }

  /** Returns what a text cites. */
  static MessagePart citation(JsonObject citation) {
    return new MessagePart.Generic("citation", citation.without("encrypted_index"));
  }

  /** Returns media of a source. */
  public static MessagePart media(String modality, JsonObject source, CaptureLimits limits) {
    String mimeType = source.text("media_type");
    return switch (source.text("type", "")) {
      case "base64" -> Media.base64(modality, mimeType, source.lazyText("data"), limits);
      case "url" -> Media.uri(modality, mimeType, source.lazyText("url", ""), limits);
      case "text" -> new MessagePart.Text(source.lazyText("data", ""));
      case "content" ->
          new MessagePart.Generic(modality, Map.of("content", texts(source, "content")));
      default -> new MessagePart.Generic(modality, Map.of());
    };
  }

  private static MessagePart searchResult(JsonObject block) {
    Map<String, Object> fields = block.without("type", "content", "citations", "cache_control");
    fields.put("content", texts(block, "content"));
    return new MessagePart.Generic("search_result", fields);
  }

  private static MessagePart serverResult(JsonObject block) {
    List<Object> results = new ArrayList<>();
    for (JsonObject result : block.objects("content")) {
      results.add(result.without("encrypted_content"));
    }
    JsonObject only = block.object("content");
    return MessagePart.ServerToolCallResponse.of(
        block.text("tool_use_id"),
        block.text("type"),
        only.isEmpty() ? results : only.without("encrypted_content"));
  }

  private static MessagePart other(String type, JsonObject block) {
    List<String> texts = new ArrayList<>(block.texts("text"));
    texts.addAll(block.texts("content"));
    return new MessagePart.Generic(type, texts.isEmpty() ? Map.of() : Map.of("content", texts));
  }

  private static List<String> texts(JsonObject owner, String name) {
    List<String> texts = new ArrayList<>(owner.texts(name));
    owner.objects(name).forEach(block -> texts.addAll(block.texts("text")));
    return texts;
  }
}
