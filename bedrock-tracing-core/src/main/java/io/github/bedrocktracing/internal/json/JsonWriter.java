/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import org.jspecify.annotations.Nullable;

/** Writes JSON as text, without spaces. */
final class JsonWriter implements JsonOutput, JsonCharacters.Sink {
  /** Nobody reads deeper values: this is where parsers of JSON give up. */
  static final int MAX_DEPTH = 1000;

  private static final char REPLACEMENT = '\uFFFD';
  private static final String HEX = "0123456789ABCDEF";

  private final StringBuilder text;
  private final char[] piece;
  private boolean follows;
  private int depth;

  /**
   * Creates a writer that appends to a text.
   *
   * @param piece where characters are put on their way from bytes
   */
  JsonWriter(StringBuilder text, char[] piece) {
    this.text = text;
    this.piece = piece;
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
    if (value instanceof LazyText lazy && !lazy.isDecoded()) {
      text.append('"');
      lazy.read(this);
      text.append('"');
    } else if (value instanceof String content) {
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

  /** Writes the character at a place, and returns how many it is of. */
  private int odd(String content, int at) {
    int character = content.codePointAt(at);
    codePoint(character);
    return Character.charCount(character);
  }

  @Override
  public void plain(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end) {
      int length = Math.min(piece.length, end - at);
      for (int i = 0; i < length; i++) {
        piece[i] = (char) bytes[at + i];
      }
      text.append(piece, 0, length);
      at += length;
    }
  }

  @Override
  public void codePoint(int character) {
    if (character < ' ' || character == '"' || character == '\\') {
      escape((char) character);
    } else if (Character.isBmpCodePoint(character) && Character.isSurrogate((char) character)) {
      // Escapes in a body can hold halves of characters, UTF-8 cannot.
      text.append(REPLACEMENT);
    } else {
      text.appendCodePoint(character);
    }
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
