/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.github.bedrocktracing.internal.inference.RetrievedDocument;
import io.github.bedrocktracing.internal.inference.message.BinaryContent;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.message.ToolDefinition;
import io.github.bedrocktracing.internal.json.JsonOutput;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages in the JSON of the GenAI conventions ({@code gen-ai-input-messages.json} and its
 * siblings).
 *
 * <p>Bytes that are not kept whole have an empty {@code content}, and their {@code byte_size} and
 * {@code sha256} beside it.
 */
final class MessageSchema {
  private MessageSchema() {}

  /** Writes messages with their roles. */
  static void messages(JsonOutput out, List<ChatMessage> messages) {
    out.beginArray();
    for (ChatMessage message : messages) {
      out.beginObject();
      out.field("role", message.role());
      out.name("parts");
      parts(out, message.parts());
      out.field("finish_reason", message.finishReason());
      out.endObject();
    }
    out.endArray();
  }

  /** Writes parts without a message around them. */
  static void parts(JsonOutput out, List<MessagePart> parts) {
    out.beginArray();
    for (MessagePart part : parts) {
      part(out, part);
    }
    out.endArray();
  }

  /** Writes definitions of tools. */
  static void tools(JsonOutput out, List<ToolDefinition> tools) {
    out.beginArray();
    for (ToolDefinition tool : tools) {
      out.beginObject();
      out.field("type", tool.type());
      out.field("name", tool.name());
      out.field("description", tool.description());
      valueField(out, "parameters", tool.parameters());
      out.endObject();
    }
    out.endArray();
  }

  /** Writes documents; what the conventions do not name stands under the wire's names. */
  static void documents(JsonOutput out, List<RetrievedDocument> documents) {
    out.beginArray();
    for (RetrievedDocument document : documents) {
      out.beginObject();
      out.field("id", document.id());
      out.field("score", document.score());
      out.field("content", document.text());
      document
          .fields()
          .forEach(
              (name, value) -> {
                if (!isWritten(document, name)) {
                  orEmpty(out, name, value);
                }
              });
      out.endObject();
    }
    out.endArray();
  }

  private static boolean isWritten(RetrievedDocument document, String name) {
    return switch (name) {
      case "id" -> document.id() != null;
      case "score" -> document.score() != null;
      case "content" -> document.text() != null;
      default -> false;
    };
  }

  private static void part(JsonOutput out, MessagePart part) {
    out.beginObject();
    if (part instanceof MessagePart.Text text) {
      out.field("type", "text");
      out.field("content", text.content());
    } else if (part instanceof MessagePart.Reasoning reasoning) {
      out.field("type", "reasoning");
      out.field("content", reasoning.content());
    } else if (part instanceof MessagePart.ToolCall call) {
      out.field("type", "tool_call");
      out.field("id", call.id());
      out.field("name", call.name());
      valueField(out, "arguments", call.arguments());
    } else if (part instanceof MessagePart.ToolCallResponse response) {
      out.field("type", "tool_call_response");
      out.field("id", response.id());
      valueField(out, "response", response.response());
    } else if (part instanceof MessagePart.ServerToolCall call) {
      out.field("type", "server_tool_call");
      out.field("id", call.id());
      out.field("name", call.name());
      valueField(out, "server_tool_call", call.call());
    } else if (part instanceof MessagePart.ServerToolCallResponse response) {
      out.field("type", "server_tool_call_response");
      out.field("id", response.id());
      valueField(out, "server_tool_call_response", response.response());
    } else if (part instanceof MessagePart.Blob blob) {
      out.field("type", "blob");
      out.field("modality", blob.modality());
      out.field("mime_type", blob.mimeType());
      binary(out, blob.content());
    } else if (part instanceof MessagePart.Uri uri) {
      out.field("type", "uri");
      out.field("modality", uri.modality());
      out.field("mime_type", uri.mimeType());
      out.field("uri", uri.uri());
    } else if (part instanceof MessagePart.Generic generic) {
      out.field("type", generic.type());
      generic
          .fields()
          .forEach(
              (name, value) -> {
                if (!name.equals("type")) {
                  orEmpty(out, name, value);
                }
              });
    }
    out.endObject();
  }

  private static void binary(JsonOutput out, BinaryContent content) {
    out.field("content", content.base64() == null ? "" : content.base64());
    if (content.base64() == null) {
      out.field("byte_size", content.size());
      out.field("sha256", content.sha256());
    }
  }

  /** Writes a JSON value in which parts that tools gave back have their own shape. */
  static void value(JsonOutput out, @Nullable Object value) {
    if (value instanceof MessagePart part) {
      part(out, part);
    } else if (value instanceof List<?> list) {
      out.beginArray();
      for (Object element : list) {
        value(out, element);
      }
      out.endArray();
    } else if (value instanceof Map<?, ?> map) {
      out.beginObject();
      for (Map.Entry<?, ?> field : map.entrySet()) {
        out.name(String.valueOf(field.getKey()));
        value(out, field.getValue());
      }
      out.endObject();
    } else {
      out.scalar(value);
    }
  }

  private static void valueField(JsonOutput out, String name, @Nullable Object value) {
    if (value != null) {
      out.name(name);
      value(out, value);
    }
  }

  private static void orEmpty(JsonOutput out, String name, @Nullable Object value) {
    out.name(name);
    value(out, value == null ? "" : value);
  }
}
