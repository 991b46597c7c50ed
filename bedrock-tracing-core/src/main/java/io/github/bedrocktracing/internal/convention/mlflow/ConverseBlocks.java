/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import static io.github.bedrocktracing.internal.convention.mlflow.JsonFields.put;

import io.github.bedrocktracing.internal.inference.BinaryContent;
import io.github.bedrocktracing.internal.inference.ChatMessage;
import io.github.bedrocktracing.internal.inference.MessagePart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages in the shape of Converse, as maps and lists.
 *
 * <p>Texts have a {@code type} besides, which Converse does not have: MLflow takes the text of a
 * trace's preview from parts that have one.
 */
final class ConverseBlocks {
  private ConverseBlocks() {}

  /** Returns messages. */
  static List<Object> messages(List<ChatMessage> messages) {
    List<Object> array = new ArrayList<>(messages.size());
    for (ChatMessage message : messages) {
      array.add(message(message));
    }
    return array;
  }

  /** Returns a message. Converse has no role for tools: the user brings their results. */
  static Map<String, Object> message(ChatMessage message) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("role", message.role().equals(ChatMessage.TOOL) ? ChatMessage.USER : message.role());
    object.put("content", blocks(message.parts()));
    return object;
  }

  /** Returns the blocks of a message. */
  static List<Object> blocks(List<MessagePart> parts) {
    List<Object> array = new ArrayList<>(parts.size());
    for (MessagePart part : parts) {
      array.add(block(part));
    }
    return array;
  }

  private static Map<String, Object> block(MessagePart part) {
    if (part instanceof MessagePart.Text text) {
      Map<String, Object> block = JsonFields.typed("text");
      block.put("text", text.content());
      return block;
    }
    if (part instanceof MessagePart.Reasoning reasoning) {
      return Map.of(
          "reasoningContent", Map.of("reasoningText", Map.of("text", reasoning.content())));
    }
    if (part instanceof MessagePart.ToolCall call) {
      return Map.of("toolUse", toolUse(call.id(), call.name(), call.arguments()));
    }
    if (part instanceof MessagePart.ToolCallResponse response) {
      return Map.of("toolResult", toolResult(response.id(), results(response.response())));
    }
    if (part instanceof MessagePart.ServerToolCall call) {
      Map<String, Object> toolUse = toolUse(call.id(), call.name(), call.call());
      toolUse.put("type", "server_tool_use");
      return Map.of("toolUse", toolUse);
    }
    if (part instanceof MessagePart.ServerToolCallResponse response) {
      Map<String, Object> toolResult =
          toolResult(response.id(), List.of(Map.of("json", response.response())));
      toolResult.put("type", "server_tool_result");
      return Map.of("toolResult", toolResult);
    }
    if (part instanceof MessagePart.Blob blob) {
      return Map.of(blob.modality(), media(blob.mimeType(), source(blob.content())));
    }
    if (part instanceof MessagePart.Uri uri) {
      boolean s3 = uri.uri().startsWith("s3:");
      Map<String, Object> source =
          s3 ? Map.of("s3Location", Map.of("uri", uri.uri())) : Map.of("url", uri.uri());
      return Map.of(uri.modality(), media(uri.mimeType(), source));
    }
    if (part instanceof MessagePart.Generic generic) {
      return Map.of(generic.type(), generic.fields());
    }
    throw new IllegalArgumentException("a kind of part without a block: " + part.getClass());
  }

  private static Map<String, Object> toolUse(
      @Nullable String id, @Nullable String name, @Nullable Object input) {
    Map<String, Object> toolUse = new LinkedHashMap<>();
    put(toolUse, "toolUseId", id);
    put(toolUse, "name", name);
    toolUse.put("input", input == null ? Map.of() : input);
    return toolUse;
  }

  private static Map<String, Object> toolResult(@Nullable String id, List<Object> content) {
    Map<String, Object> toolResult = new LinkedHashMap<>();
    put(toolResult, "toolUseId", id);
    toolResult.put("content", content);
    return toolResult;
  }

  /** Returns the content of a tool's result: texts, JSON, or parts as they are. */
  private static List<Object> results(@Nullable Object response) {
    List<Object> content = new ArrayList<>();
    if (response instanceof List<?> list && list.stream().anyMatch(MessagePart.class::isInstance)) {
      list.forEach(element -> content.add(result(element)));
    } else if (response != null) {
      content.add(result(response));
    }
    return content;
  }

  private static Map<String, Object> result(@Nullable Object element) {
    if (element instanceof MessagePart part) {
      return block(part);
    }
    if (element instanceof String text) {
      return block(new MessagePart.Text(text));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("json", element == null ? "" : element);
    return json;
  }

  private static Map<String, Object> media(@Nullable String mimeType, Map<String, Object> source) {
    Map<String, Object> media = new LinkedHashMap<>();
    put(media, "format", mimeType == null ? null : MediaTexts.format(mimeType));
    media.put("source", source);
    return media;
  }

  private static Map<String, Object> source(BinaryContent content) {
    String base64 = content.base64();
    if (base64 != null) {
      return Map.of("bytes", base64);
    }
    Map<String, Object> digest = new LinkedHashMap<>();
    digest.put("byte_size", content.size());
    digest.put("sha256", content.sha256());
    return digest;
  }
}
