/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as text: maps, lists and scalars written, and text read back. */
public final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final char REPLACEMENT = '\uFFFD';

  /** What a value takes beside its characters, with its quotes, its colon or its comma. */
  private static final int STRUCTURE_LENGTH = 6;

  /** One character of so many is expected to need an escape. */
  private static final int EXPECTED_ESCAPES = 64;

  private static final int MAX_INITIAL_LENGTH = 1 << 20;

  private JsonText() {}

  /**
   * Returns the text of a value made of maps, lists, strings, numbers, booleans and null; anything
   * else is written as a string.
   */
  public static String write(@Nullable Object value) {
    // What grows by doubling is copied at each step, and takes twice as much as it holds.
    StringWriter text = new StringWriter(length(value));
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      write(generator, value);
    } catch (IOException impossible) {
      throw new IllegalStateException("a string cannot fail to be written to", impossible);
    }
    return text.toString();
  }

  /** Returns the object or array that a text is; null when it is none or is damaged. */
  public static @Nullable Object parseStructure(String text) {
    int first = 0;
    while (first < text.length() && text.charAt(first) <= ' ') {
      first++;
    }
    if (first == text.length() || (text.charAt(first) != '{' && text.charAt(first) != '[')) {
      return null;
    }
    byte[] bytes = text.getBytes(UTF_8);
    try {
      return JsonReader.readAll(bytes, 0, bytes.length).value(JsonDocument.ROOT);
    } catch (DamagedJsonException damaged) {
      return null;
    }
  }

  /** Returns about how long the text of a value is; the escapes in it are not counted. */
  private static int length(@Nullable Object value) {
    long length = STRUCTURE_LENGTH;
    if (value instanceof String text) {
      length += text.length() + text.length() / EXPECTED_ESCAPES;
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> field : map.entrySet()) {
        length += String.valueOf(field.getKey()).length() + length(field.getValue());
      }
    } else if (value instanceof List<?> list) {
      for (Object element : list) {
        length += length(element);
      }
    }
    return (int) Math.min(length, MAX_INITIAL_LENGTH);
  }

  private static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> field : map.entrySet()) {
        generator.writeFieldName(wellFormed(String.valueOf(field.getKey())));
        write(generator, field.getValue());
      }
      generator.writeEndObject();
    } else if (value instanceof List<?> list) {
      generator.writeStartArray();
      for (Object element : list) {
        write(generator, element);
      }
      generator.writeEndArray();
    } else if (value instanceof Boolean flag) {
      generator.writeBoolean(flag);
    } else if (value instanceof Number number) {
      writeNumber(generator, number);
    } else if (value == null) {
      generator.writeNull();
    } else {
      generator.writeString(wellFormed(value.toString()));
    }
  }

  /** Replaces halves of characters, which escapes in a body can hold and UTF-8 cannot. */
  private static String wellFormed(String text) {
    StringBuilder mended = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      if (mended == null) {
        mended = new StringBuilder(text);
      }
      mended.setCharAt(i, REPLACEMENT);
    }
    return mended == null ? text : mended.toString();
  }

  private static void writeNumber(JsonGenerator generator, Number number) throws IOException {
    double value = number.doubleValue();
    if (number instanceof Double || number instanceof Float) {
      if (Double.isFinite(value)) {
        generator.writeNumber(number.toString());
      } else {
        generator.writeString(number.toString());
      }
    } else {
      generator.writeNumber(number.toString());
    }
  }
}
