/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import io.github.bedrocktracing.internal.inference.message.BinaryContent;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonOutput;
import io.github.bedrocktracing.internal.json.JsonWritable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages in the shape of Converse.
 *
 * <p>Texts have a {@code type} besides, which Converse does not have: MLflow takes the text of a
 * trace's preview from parts that have one.
 */
final class ConverseBlocks {
  private ConverseBlocks() {}

  /** Returns messages; null for none. */
  static @Nullable JsonWritable messages(List<ChatMessage> messages) {
    return messages.isEmpty() ? null : out -> writeMessages(out, messages);
  }

  /** Returns a message. Converse has no role for tools: the user brings their results. */
  static JsonWritable message(ChatMessage message) {
    return out -> write(out, message);
  }

  /** Returns parts without a message around them; null for none. */
  static @Nullable JsonWritable blocks(List<MessagePart> parts) {
    return parts.isEmpty() ? null : out -> writeBlocks(out, parts);
  }

  private static void writeMessages(JsonOutput out, List<ChatMessage> messages) {
    out.beginArray();
    for (ChatMessage message : messages) {
      write(out, message);
    }
    out.endArray();
  }

  private static void write(JsonOutput out, ChatMessage message) {
    out.beginObject();
    out.field("role", ChatMessages.role(message));
    out.name("content");
    writeBlocks(out, message.parts());
    out.endObject();
  }

  private static void writeBlocks(JsonOutput out, List<MessagePart> parts) {
    out.beginArray();
    for (MessagePart part : parts) {
      write(out, part);
    }
    out.endArray();
  }

  private static void write(JsonOutput out, MessagePart part) {
    out.beginObject();
    if (part instanceof MessagePart.Text text) {
      writeText(out, text.content());
    } else if (part instanceof MessagePart.Reasoning reasoning) {
      out.name("reasoningContent");
      out.beginObject();
      out.name("reasoningText");
      writeOnly(out, "text", reasoning.content());
      out.endObject();
    } else if (part instanceof MessagePart.ToolCall call) {
      writeToolUse(out, call.id(), call.name(), call.arguments(), null);
    } else if (part instanceof MessagePart.ServerToolCall call) {
      writeToolUse(out, call.id(), call.name(), call.call(), "server_tool_use");
    } else if (part instanceof MessagePart.ToolCallResponse response) {
      out.name("toolResult");
      out.beginObject();
      out.field("toolUseId", response.id());
      out.name("content");
      writeResults(out, response.response());
      out.endObject();
    } else if (part instanceof MessagePart.ServerToolCallResponse response) {
      out.name("toolResult");
      out.beginObject();
      out.field("toolUseId", response.id());
      out.name("content");
      out.beginArray();
      writeOnly(out, "json", response.response());
      out.endArray();
      out.field("type", "server_tool_result");
      out.endObject();
    } else if (part instanceof MessagePart.Blob blob) {
      beginMedia(out, blob.modality(), blob.mimeType());
      writeSource(out, blob.content());
      out.endObject();
    } else if (part instanceof MessagePart.Uri uri) {
      beginMedia(out, uri.modality(), uri.mimeType());
      writeSource(out, uri.uri());
      out.endObject();
    } else if (part instanceof MessagePart.Generic generic) {
      out.name(generic.type());
      out.value(generic.fields());
    } else {
      throw new IllegalArgumentException("a kind of part without a block: " + part.getClass());
    }
    out.endObject();
  }

  private static void writeText(JsonOutput out, CharSequence text) {
    out.field("type", "text");
    out.field("text", text);
  }

  private static void writeToolUse(
      JsonOutput out,
      @Nullable String id,
      @Nullable String name,
      @Nullable Object input,
      @Nullable String type) {
    out.name("toolUse");
    out.beginObject();
    out.field("toolUseId", id);
    out.field("name", name);
    out.name("input");
    out.value(input == null ? Map.of() : input);
    out.field("type", type);
    out.endObject();
  }

  /** Writes the content of a tool's result: texts, JSON, or parts as they are. */
  private static void writeResults(JsonOutput out, @Nullable Object response) {
    out.beginArray();
    if (response instanceof List<?> list && list.stream().anyMatch(MessagePart.class::isInstance)) {
      for (Object element : list) {
        writeResult(out, element);
      }
    } else if (response != null) {
      writeResult(out, response);
    }
    out.endArray();
  }

  private static void writeResult(JsonOutput out, @Nullable Object element) {
    if (element instanceof MessagePart part) {
      write(out, part);
    } else if (element instanceof String text) {
      out.beginObject();
      writeText(out, text);
      out.endObject();
    } else {
      writeOnly(out, "json", element == null ? "" : element);
    }
  }

  /** Begins a block of media, up to its source. */
  private static void beginMedia(JsonOutput out, String modality, @Nullable String mimeType) {
    out.name(modality);
    out.beginObject();
    out.field("format", mimeType == null ? null : MediaTexts.format(mimeType));
    out.name("source");
  }

  private static void writeSource(JsonOutput out, BinaryContent content) {
    String base64 = content.base64();
    if (base64 != null) {
      writeOnly(out, "bytes", base64);
    } else {
      out.beginObject();
      out.field("byte_size", content.size());
      out.field("sha256", content.sha256());
      out.endObject();
    }
  }

  private static void writeSource(JsonOutput out, String uri) {
    if (uri.startsWith("s3:")) {
      out.beginObject();
      out.name("s3Location");
      writeOnly(out, "uri", uri);
      out.endObject();
    } else {
      writeOnly(out, "url", uri);
    }
  }

  /** Writes an object with one field. */
  private static void writeOnly(JsonOutput out, String name, Object value) {
    out.beginObject();
    out.name(name);
    out.value(value);
    out.endObject();
  }
}
