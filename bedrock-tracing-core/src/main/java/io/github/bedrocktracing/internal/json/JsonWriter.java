/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import org.jspecify.annotations.Nullable;

/** Writes JSON as text, without spaces. */
final class JsonWriter implements JsonOutput {
  /** Nobody reads deeper values: this is where parsers of JSON give up. */
  static final int MAX_DEPTH = 1000;

  private static final char REPLACEMENT = '\uFFFD';
  private static final String HEX = "0123456789ABCDEF";

  private final StringBuilder text;
  private boolean follows;
  private int depth;

  /** Creates a writer that appends to a text. */
  JsonWriter(StringBuilder text) {
    this.text = text;
  }

  @Override
  public void beginObject() {
    begin('{');
  }

  @Override
  public void endObject() {
    end('}');
  }

  @Override
  public void beginArray() {
    begin('[');
  }

  @Override
  public void endArray() {
    end(']');
  }

  @Override
  public void name(String name) {
    separate();
    string(name);
    text.append(':');
    follows = false;
  }

  @Override
  public void scalar(@Nullable Object value) {
    separate();
    if (value instanceof String content) {
      string(content);
    } else if (value instanceof Integer || value instanceof Long) {
      text.append(((Number) value).longValue());
    } else if (value == null || value instanceof Boolean || isNumberOfJson(value)) {
      text.append(value);
    } else {
      string(value.toString());
    }
  }

  /** JSON has no word for what is not finite. */
  private static boolean isNumberOfJson(Object value) {
    if (value instanceof Number number && (value instanceof Double || value instanceof Float)) {
      return Double.isFinite(number.doubleValue());
    }
    return value instanceof Number;
  }

  private void begin(char bracket) {
    separate();
    if (++depth > MAX_DEPTH) {
      throw new IllegalStateException("JSON nested too deeply");
    }
    text.append(bracket);
    follows = false;
  }

  private void end(char bracket) {
    text.append(bracket);
    depth--;
    follows = true;
  }

  /** Writes the comma before a name or a value, unless it is the first. */
  private void separate() {
    if (follows) {
      text.append(',');
    }
    follows = true;
  }

  /** Writes runs of characters that stand for themselves as they are. */
  private void string(String content) {
    text.append('"');
    int length = content.length();
    int end = plainUntil(content, 0);
    if (end == length) {
      // The JDK copies a whole string at once.
      text.append(content);
    } else {
      int start = 0;
      while (end < length) {
        text.append(content, start, end);
        start = end + odd(content, end);
        end = plainUntil(content, start);
      }
      text.append(content, start, length);
    }
    text.append('"');
  }

  /** Returns where the next character stands that is escaped or half of one. */
  private static int plainUntil(String content, int start) {
    int length = content.length();
    for (int i = start; i < length; i++) {
      char c = content.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
        return i;
      }
    }
    return length;
  }

  /** Writes a character that does not stand for itself, and returns how many it takes. */
  private int odd(String content, int at) {
    char c = content.charAt(at);
    if (!Character.isSurrogate(c)) {
      escape(c);
      return 1;
    }
    if (Character.isHighSurrogate(c)
        && at + 1 < content.length()
        && Character.isLowSurrogate(content.charAt(at + 1))) {
      text.append(c).append(content.charAt(at + 1));
      return 2;
    }
    // Escapes in a body can hold halves of characters, UTF-8 cannot.
    text.append(REPLACEMENT);
    return 1;
  }

  private void escape(char c) {
    text.append('\\');
    switch (c) {
      case '"', '\\' -> text.append(c);
      case '\b' -> text.append('b');
      case '\t' -> text.append('t');
      case '\n' -> text.append('n');
      case '\f' -> text.append('f');
      case '\r' -> text.append('r');
      default -> text.append("u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
    }
  }
}
