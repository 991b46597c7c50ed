/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference.message;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One piece of a message, in the kinds that the GenAI conventions have.
 *
 * <p>Values that are JSON on the wire (arguments, results) are held as maps with string keys,
 * lists, strings, numbers, booleans and null. Results that mix texts, media and the like are lists
 * of message parts.
 */
public sealed interface MessagePart {
  /** A part that is one text. */
  sealed interface Textual extends MessagePart {
    /** Returns the text, which may be one that is not decoded before it is read. */
    CharSequence content();

    /** Returns the decoded text. */
    default String text() {
      return content().toString();
    }

    /** Returns a part of the same kind with another text. */
    Textual with(CharSequence content);
  }

  /** Text written by a person or a model. */
  record Text(CharSequence content) implements Textual {
    @Override
    public Text with(CharSequence content) {
      return new Text(content);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Text same && text().equals(same.text());
    }

    @Override
    public int hashCode() {
      return text().hashCode();
    }
  }

  /** Text in which a model thinks before it answers. */
  record Reasoning(CharSequence content) implements Textual {
    @Override
    public Reasoning with(CharSequence content) {
      return new Reasoning(content);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Reasoning same && text().equals(same.text());
    }

    @Override
    public int hashCode() {
      return text().hashCode();
    }
  }

  /**
   * A model's wish that the program runs a tool.
   *
   * @param arguments JSON; a string when the arguments could not be read as JSON
   */
  record ToolCall(@Nullable String id, @Nullable String name, @Nullable Object arguments)
      implements MessagePart {}

  /** What a tool gave back to the model. */
  record ToolCallResponse(@Nullable String id, @Nullable Object response) implements MessagePart {}

  /** A tool that the service itself ran. */
  record ServerToolCall(@Nullable String id, @Nullable String name, Map<String, ?> call)
      implements MessagePart {
    /** Returns a call with these arguments, whose type is the tool's name. */
    public static ServerToolCall of(
        @Nullable String id, @Nullable String name, @Nullable Object arguments) {
      return new ServerToolCall(id, name, typed(name, "arguments", arguments));
    }
  }

  /** What a tool of the service gave back. */
  record ServerToolCallResponse(@Nullable String id, Map<String, ?> response)
      implements MessagePart {
    /** Returns a response of this type and content. */
    public static ServerToolCallResponse of(
        @Nullable String id, @Nullable String type, @Nullable Object content) {
      return new ServerToolCallResponse(id, typed(type, "content", content));
    }
  }

  /** Bytes sent along, such as an image. */
  record Blob(String modality, @Nullable String mimeType, BinaryContent content)
      implements MessagePart {}

  /** Media that the service fetches itself. */
  record Uri(String modality, @Nullable String mimeType, String uri) implements MessagePart {}

  /** A piece that the conventions have no kind for. */
  record Generic(String type, Map<String, ?> fields) implements MessagePart {
    /** Returns reasoning that only the service can read. */
    public static Generic redactedReasoning() {
      return new Generic("redacted_reasoning", Map.of());
    }
  }

  private static Map<String, ?> typed(
      @Nullable String type, String field, @Nullable Object content) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", type == null ? "unknown" : type);
    if (content != null) {
      fields.put(field, content);
    }
    return fields;
  }
}
