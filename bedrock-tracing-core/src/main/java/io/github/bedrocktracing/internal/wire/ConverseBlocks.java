/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.wire;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages of the Converse format, which Nova's own bodies and the texts in agents' traces
 * share.
 */
public final class ConverseBlocks {
  private static final String SERVER_TOOL_USE = "server_tool_use";

  private ConverseBlocks() {}

  /** Returns what a request sends: system, messages and tools. */
  public static InputContent input(JsonObject request, CaptureLimits limits) {
    List<ChatMessage> messages = new ArrayList<>();
    for (JsonObject message : request.objects("messages")) {
      messages.add(message(message, limits));
    }
    return new InputContent(
        parts(request, "system", false, limits),
        messages,
        ConverseTools.of(request.object("toolConfig")));
  }

  /** Returns a message; one that brings results of tools is the tool's. */
  public static ChatMessage message(JsonObject message, CaptureLimits limits) {
    String role = message.text("role");
    boolean byModel = ChatMessage.ASSISTANT.equals(role);
    return message(role, parts(message, "content", byModel, limits));
  }

  /** Returns a message of these parts; one that brings results of tools is the tool's. */
  public static ChatMessage message(@Nullable String role, List<MessagePart> parts) {
    for (MessagePart part : parts) {
      if (part instanceof MessagePart.ToolCallResponse) {
        return new ChatMessage(ChatMessage.TOOL, parts);
      }
    }
    return new ChatMessage(role == null ? ChatMessage.USER : role, parts);
  }

  /** Returns the parts that a block stands for, at least one. */
  public static List<MessagePart> parts(JsonObject block, boolean byModel, CaptureLimits limits) {
    List<MessagePart> parts = new ArrayList<>();
    addBlock(parts, block, byModel, limits);
    return parts;
  }

  /** Returns a model's answer. */
  public static ChatMessage answer(
      JsonObject message, @Nullable String stopReason, CaptureLimits limits) {
    return Answers.of(
        message.text("role", ChatMessage.ASSISTANT),
        parts(message, "content", true, limits),
        stopReason);
  }

  /** Returns the answer of a whole response; empty when it has none. */
  public static List<ChatMessage> answers(JsonObject response, CaptureLimits limits) {
    JsonObject message = response.object("output").object("message");
    return message.isEmpty()
        ? List.of()
        : List.of(answer(message, response.text("stopReason"), limits));
  }

  /** Returns whether the service itself runs the tool of a call. */
  static boolean isServerTool(JsonObject toolUse) {
    return toolUse.text("type", "").equals(SERVER_TOOL_USE);
  }

  /** Returns what a source says that an answer cites. */
  static MessagePart citation(JsonObject citation) {
    return new MessagePart.Generic("citation", citation.without());
  }

  /** Returns a piece of what a tool gave back. */
  static MessagePart resultPiece(JsonObject piece, CaptureLimits limits) {
    Object json = piece.value("json");
    if (json != null) {
      return new MessagePart.Generic("json", Map.of("json", json));
    }
    return parts(piece, false, limits).get(0);
  }

  private static List<MessagePart> parts(
      JsonObject owner, String name, boolean byModel, CaptureLimits limits) {
    CharSequence text = owner.lazyText(name);
    if (text != null) {
      return List.of(new MessagePart.Text(text));
    }
    List<MessagePart> parts = new ArrayList<>();
    for (JsonObject block : owner.objects(name)) {
      addBlock(parts, block, byModel, limits);
    }
    return parts;
  }

  /** Adds at least one part. */
  private static void addBlock(
      List<MessagePart> parts, JsonObject block, boolean byModel, CaptureLimits limits) {
    String type = type(block);
    JsonObject content = block.object(type);
    switch (type) {
      case "text" -> parts.add(new MessagePart.Text(block.lazyText(type, "")));
      case Media.IMAGE, Media.DOCUMENT, Media.VIDEO, Media.AUDIO ->
          parts.add(ConverseMedia.part(type, content, limits));
      case "toolUse" -> parts.add(toolUse(content));
      case "toolResult" -> parts.add(toolResult(content, byModel, limits));
      case "reasoningContent" -> parts.add(reasoning(content));
      case "guardContent" -> parts.add(texts("guard_content", content.object("text"), "text"));
      case "cachePoint" -> parts.add(new MessagePart.Generic("cache_point", Map.of()));
      case "searchResult" -> parts.add(searchResult(content));
      case "citationsContent" -> {
        String cited = String.join("", textsIn(content, "content"));
        parts.add(new MessagePart.Text(cited));
        content.objects("citations").forEach(citation -> parts.add(citation(citation)));
      }
      default -> parts.add(new MessagePart.Generic(type, Map.of()));
    }
  }

  /** A block is known by its only field; agents' traces may name its Java type beside it. */
  private static String type(JsonObject block) {
    return block.lazyWithout("__type").keySet().stream().findFirst().orElse("unknown");
  }

  private static MessagePart toolUse(JsonObject use) {
    String id = use.text("toolUseId");
    Object arguments = ToolArguments.of(use.value("input"));
    return isServerTool(use)
        ? MessagePart.ServerToolCall.of(id, use.text("name"), arguments)
        : new MessagePart.ToolCall(id, use.text("name"), arguments);
  }

  private static MessagePart toolResult(JsonObject result, boolean byModel, CaptureLimits limits) {
    String id = result.text("toolUseId");
    List<MessagePart> pieces = new ArrayList<>();
    result.lazyTexts("content").forEach(text -> pieces.add(new MessagePart.Text(text)));
    result.objects("content").forEach(piece -> pieces.add(resultPiece(piece, limits)));
    return byModel
        ? MessagePart.ServerToolCallResponse.of(id, result.text("type"), pieces)
        : new MessagePart.ToolCallResponse(id, ToolResults.simplest(pieces));
  }

  private static MessagePart reasoning(JsonObject content) {
    CharSequence text = content.object("reasoningText").lazyText("text");
    if (content.has("redactedContent")) {
      return MessagePart.Generic.redactedReasoning();
    }
    return new MessagePart.Reasoning(text == null ? content.lazyText("text", "") : text);
  }

  private static MessagePart searchResult(JsonObject result) {
    Map<String, Object> fields = result.without("content", "citations");
    fields.put("content", textsIn(result, "content"));
    return new MessagePart.Generic("search_result", fields);
  }

  private static MessagePart texts(String type, JsonObject owner, String name) {
    String text = owner.text(name);
    return new MessagePart.Generic(type, text == null ? Map.of() : Map.of("content", text));
  }

  private static List<String> textsIn(JsonObject owner, String name) {
    return owner.objects(name).stream().flatMap(piece -> piece.texts("text").stream()).toList();
  }
}
