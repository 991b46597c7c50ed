/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/** JSON as text: maps, lists and scalars written, and text read back. */
public final class JsonText {
  /** The most characters that room is made for before any is written. */
  private static final int MAX_INITIAL_LENGTH = 1 << 20;

  private JsonText() {}

  /**
   * Returns the text of a value made of maps, lists, strings, numbers, booleans, null and values
   * that write themselves; anything else is written as a string.
   */
  public static String write(@Nullable Object value) {
    SpareText spare = SpareText.take();
    SpareText used =
        spare == null ? new SpareText(JsonLength.of(value, MAX_INITIAL_LENGTH)) : spare;
    new JsonWriter(used.text(), used.piece()).value(value);
    return used.finish();
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
}
