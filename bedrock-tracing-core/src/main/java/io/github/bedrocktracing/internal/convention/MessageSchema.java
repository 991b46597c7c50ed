/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.github.bedrocktracing.internal.inference.BinaryContent;
import io.github.bedrocktracing.internal.inference.ChatMessage;
import io.github.bedrocktracing.internal.inference.MessagePart;
import io.github.bedrocktracing.internal.inference.RetrievedDocument;
import io.github.bedrocktracing.internal.inference.ToolDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages in the JSON of the GenAI conventions ({@code gen-ai-input-messages.json} and its
 * siblings), as maps and lists.
 *
 * <p>Bytes that are not kept whole have an empty {@code content}, and their {@code byte_size} and
 * {@code sha256} beside it.
 */
final class MessageSchema {
  private MessageSchema() {}

  /** Returns messages with their roles. */
  static List<Object> messages(List<ChatMessage> messages) {
    List<Object> array = new ArrayList<>(messages.size());
    for (ChatMessage message : messages) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("role", message.role());
      object.put("parts", parts(message.parts()));
      put(object, "finish_reason", message.finishReason());
      array.add(object);
    }
    return array;
  }

  /** Returns parts without a message around them. */
  static List<Object> parts(List<MessagePart> parts) {
    List<Object> array = new ArrayList<>(parts.size());
    for (MessagePart part : parts) {
      array.add(part(part));
    }
    return array;
  }

  /** Returns definitions of tools. */
  static List<Object> tools(List<ToolDefinition> tools) {
    List<Object> array = new ArrayList<>(tools.size());
    for (ToolDefinition tool : tools) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("type", tool.type());
      object.put("name", tool.name());
      put(object, "description", tool.description());
      put(object, "parameters", value(tool.parameters()));
      array.add(object);
    }
    return array;
  }

  /** Returns documents; what the conventions do not name stands under the wire's names. */
  static List<Object> documents(List<RetrievedDocument> documents) {
    List<Object> array = new ArrayList<>(documents.size());
    for (RetrievedDocument document : documents) {
      Map<String, Object> object = new LinkedHashMap<>();
      put(object, "id", document.id());
      put(object, "score", document.score());
      put(object, "content", document.text());
      document.fields().forEach((name, value) -> object.putIfAbsent(name, orEmpty(value(value))));
      array.add(object);
    }
    return array;
  }

  private static Map<String, Object> part(MessagePart part) {
    Map<String, Object> object = new LinkedHashMap<>();
    if (part instanceof MessagePart.Text text) {
      object.put("type", "text");
      object.put("content", text.content());
    } else if (part instanceof MessagePart.Reasoning reasoning) {
      object.put("type", "reasoning");
      object.put("content", reasoning.content());
    } else if (part instanceof MessagePart.ToolCall call) {
      object.put("type", "tool_call");
      put(object, "id", call.id());
      put(object, "name", call.name());
      put(object, "arguments", value(call.arguments()));
    } else if (part instanceof MessagePart.ToolCallResponse response) {
      object.put("type", "tool_call_response");
      put(object, "id", response.id());
      put(object, "response", value(response.response()));
    } else if (part instanceof MessagePart.ServerToolCall call) {
      object.put("type", "server_tool_call");
      put(object, "id", call.id());
      put(object, "name", call.name());
      put(object, "server_tool_call", value(call.call()));
    } else if (part instanceof MessagePart.ServerToolCallResponse response) {
      object.put("type", "server_tool_call_response");
      put(object, "id", response.id());
      put(object, "server_tool_call_response", value(response.response()));
    } else if (part instanceof MessagePart.Blob blob) {
      object.put("type", "blob");
      object.put("modality", blob.modality());
      put(object, "mime_type", blob.mimeType());
      putBinary(object, blob.content());
    } else if (part instanceof MessagePart.Uri uri) {
      object.put("type", "uri");
      object.put("modality", uri.modality());
      put(object, "mime_type", uri.mimeType());
      object.put("uri", uri.uri());
    } else if (part instanceof MessagePart.Generic generic) {
      object.put("type", generic.type());
      generic.fields().forEach((name, value) -> object.putIfAbsent(name, orEmpty(value(value))));
    }
    return object;
  }

  private static void putBinary(Map<String, Object> object, BinaryContent content) {
    object.put("content", content.base64() == null ? "" : content.base64());
    if (content.base64() == null) {
      object.put("byte_size", content.size());
      object.put("sha256", content.sha256());
    }
  }

  /** Returns a JSON value in which parts that tools gave back have their own shape. */
  static @Nullable Object value(@Nullable Object value) {
    if (value instanceof MessagePart part) {
      return part(part);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> array = new ArrayList<>(list.size());
      list.forEach(element -> array.add(value(element)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      map.forEach((name, field) -> object.put(String.valueOf(name), value(field)));
      return object;
    }
    return value;
  }

  private static Object orEmpty(@Nullable Object value) {
    return value == null ? "" : value;
  }

  private static void put(Map<String, Object> object, String name, @Nullable Object value) {
    if (value != null) {
      object.put(name, value);
    }
  }
}
