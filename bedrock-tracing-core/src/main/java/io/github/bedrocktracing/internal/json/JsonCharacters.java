/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Goes through the characters of a JSON string where it stands, without a text being made of it.
 */
final class JsonCharacters {
  private static final int MAX_LENGTH = 4;

  /** The least character that is written in so many bytes. */
  private static final int[] LEAST = {0, 0, 0x80, 0x800, Character.MIN_SUPPLEMENTARY_CODE_POINT};

  private JsonCharacters() {}

  /** Takes the characters of a string in their order. */
  interface Sink {
    /** Takes characters of one byte each that stand for themselves in JSON. */
    void plain(byte[] bytes, int start, int end);

    /** Takes any other character; half of one where the string has only that. */
    void codePoint(int character);
  }

  /**
   * Gives the characters between two quotes to a sink.
   *
   * <p>They are those of the decoded text: what is no UTF-8 is replaced as the JDK does.
   */
  static void read(byte[] bytes, int start, int end, Sink sink) {
    int at = start;
    try {
      while (at < end) {
        int odd = JsonStrings.plainUntil(bytes, at, end);
        if (odd > at) {
          sink.plain(bytes, at, odd);
        }
        at = odd < end ? readOdd(bytes, odd, end, sink) : odd;
      }
    } catch (DamagedJsonException changed) {
      // Only a caller that writes to the bytes meanwhile gets here: the rest is left out.
    }
  }

  /** Gives the character at a place to a sink, and returns where it ends. */
  private static int readOdd(byte[] bytes, int at, int end, Sink sink) throws DamagedJsonException {
    if (bytes[at] == '\\') {
      int character = JsonEscapes.codePoint(bytes, at, end);
      sink.codePoint(character);
      return JsonEscapes.end(bytes, at, end, character);
    }
    if (bytes[at] >= 0) {
      sink.codePoint(bytes[at]);
      return at + 1;
    }
    int length = Integer.numberOfLeadingZeros(~(bytes[at] << (3 * Byte.SIZE)));
    int character = length <= MAX_LENGTH && at + length <= end ? decode(bytes, at, length) : -1;
    if (character < 0) {
      return readDamage(bytes, at, end, sink);
    }
    sink.codePoint(character);
    return at + length;
  }

  /** Returns the character of so many bytes; -1 where they are no UTF-8. */
  private static int decode(byte[] bytes, int start, int length) {
    int character = bytes[start] & (0x7F >> length);
    for (int at = start + 1; at < start + length; at++) {
      if ((bytes[at] & 0xC0) != 0x80) {
        return -1;
      }
      character = (character << 6) | (bytes[at] & 0x3F);
    }
    boolean whole =
        length > 1
            && character >= LEAST[length]
            && character <= Character.MAX_CODE_POINT
            && !(character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
    return whole ? character : -1;
  }

  /** Leaves it to the JDK how much is replaced, up to where the next character has to begin. */
  private static int readDamage(byte[] bytes, int start, int end, Sink sink) {
    int at = start;
    while (at < end && bytes[at] < 0) {
      at++;
    }
    new String(bytes, start, at - start, UTF_8).codePoints().forEach(sink::codePoint);
    return at;
  }
}
