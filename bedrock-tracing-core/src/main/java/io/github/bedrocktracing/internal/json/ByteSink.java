/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A growing byte buffer whose bytes can be read in place; {@link #reset()} lets it be used again.
 * For one thread at a time: the locks of its superclass cost as much as a chunk of a stream.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized")
public final class ByteSink extends ByteArrayOutputStream {
  /** Returns the bytes held now, without a copy; valid until the next write or reset. */
  public JsonBytes view() {
    return JsonBytes.of(buf, 0, count);
  }

  @Override
  public void reset() {
    count = 0;
  }

  private void addBase64(byte[] text, int start, int end) throws DamagedJsonException {
    reserve(Base64Text.maxLength(end - start));
    count = Base64Text.decode(text, start, end, buf, count);
  }

  /**
   * Adds what a string of base64 holds; of one that is none, nothing.
   *
   * @param start where its text begins
   * @param end where the bytes end
   * @return where its closing quote stands
   */
  int readBase64(byte[] json, int start, int end) throws DamagedJsonException {
    reserve(Base64Text.maxLength(end - start));
    // What is base64 has no quote in it: its end is found by decoding it.
    int quads = Base64Text.decodeQuads(json, start, end, buf, count);
    int rest = start + Base64Text.QUAD * quads;
    int plain = JsonStrings.quoteOrBackslash(json, rest, end);
    int closing = JsonStrings.closingQuote(json, plain, end);
    if (closing >= end) {
      throw new DamagedJsonException();
    }
    if (plain == closing) {
      int decoded = count + Base64Text.TRIPLE * quads;
      count = Base64Text.decodeRest(json, rest, closing, buf, decoded);
    } else {
      byte[] text = JsonEscapes.decode(json, start, closing).getBytes(UTF_8);
      addBase64(text, 0, text.length);
    }
    return closing;
  }

  private void reserve(int length) {
    int needed = count + length;
    if (needed > buf.length) {
      buf = Arrays.copyOf(buf, Math.max(needed, 2 * buf.length));
    }
  }
}
