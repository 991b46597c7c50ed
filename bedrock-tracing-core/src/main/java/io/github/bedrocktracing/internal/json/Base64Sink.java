/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Holds what a text of base64 holds, one text after the other in the same buffer. What a text
 * begins with like the one before is not decoded again: of most chunks of an answer that is the
 * greater part. Not safe for use by several threads at once.
 */
public final class Base64Sink {
  /** So many characters of a text are remembered at most. */
  private static final int MAX_REMEMBERED = 2048;

  private static final byte[] NONE = {};

  private byte[] decoded = NONE;
  private int length;

  /** The characters that the first bytes of the buffer were decoded from, also after a reset. */
  private byte[] text = NONE;

  private int textLength;

  /** Returns the bytes held now, without a copy; valid until the next text. */
  public JsonBytes view() {
    return JsonBytes.of(decoded, 0, length);
  }

  /** Returns a copy of the bytes held now. */
  byte[] toByteArray() {
    return Arrays.copyOf(decoded, length);
  }

  /** Returns how many bytes are held. */
  public int size() {
    return length;
  }

  /** Holds nothing any more. */
  void reset() {
    length = 0;
  }

  /**
   * Takes what a string holds in place of what was held; nothing of one that is no base64.
   *
   * @param start where its text begins
   * @param end where the bytes end
   * @return where its closing quote stands
   */
  int read(byte[] json, int start, int end) throws DamagedJsonException {
    reset();
    // What is base64 has no quote in it: its end is found by decoding it.
    int rest = decodeQuads(json, start, end);
    int plain = rest;
    // Behind the last four characters there are a few at most.
    while (plain < end && json[plain] != '"' && json[plain] != '\\') {
      plain++;
    }
    if (plain < end && json[plain] == '"') {
      int quads = (rest - start) / Base64Text.QUAD;
      length = Base64Text.decodeRest(json, rest, plain, decoded, quads * Base64Text.TRIPLE);
      return plain;
    }
    int closing = JsonStrings.closingQuote(json, plain, end);
    if (closing >= end) {
      throw new DamagedJsonException();
    }
    byte[] unescaped = JsonEscapes.decode(json, start, closing).getBytes(UTF_8);
    textLength = 0;
    decoded = new byte[Base64Text.maxLength(unescaped.length)];
    length = Base64Text.decode(unescaped, 0, unescaped.length, decoded, 0);
    return closing;
  }

  /** Decodes four characters at a time; returns where they end. */
  private int decodeQuads(byte[] json, int start, int end) {
    int most = Math.min(end - start, textLength);
    int other = Arrays.mismatch(json, start, start + most, text, 0, most);
    int known = (other < 0 ? most : other) / Base64Text.QUAD;
    reserve(end - start);
    int fresh = start + known * Base64Text.QUAD;
    int quads = Base64Text.decodeQuads(json, fresh, end, decoded, known * Base64Text.TRIPLE);
    int rest = fresh + quads * Base64Text.QUAD;
    textLength = Math.min(rest - start, text.length);
    int remembered = known * Base64Text.QUAD;
    if (remembered < textLength) {
      System.arraycopy(json, fresh, text, remembered, textLength - remembered);
    }
    return rest;
  }

  /** Makes room for a text of so many characters. */
  private void reserve(int characters) {
    if (decoded.length < Base64Text.maxLength(characters)) {
      decoded = Arrays.copyOf(decoded, 2 * Base64Text.maxLength(characters));
      text = Arrays.copyOf(text, Math.min(2 * characters, MAX_REMEMBERED));
    }
  }
}
