/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

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

  /** Adds what base64 text holds; of text that is none, nothing. */
  void addBase64(byte[] text, int start, int end) throws DamagedJsonException {
    reserve(Base64Text.maxLength(end - start));
    count = Base64Text.decode(text, start, end, buf, count);
  }

  /**
   * Decodes base64 up to where it may end, and adds nothing yet.
   *
   * @return where the first four characters begin that are not all of base64
   */
  int beginBase64(byte[] text, int start, int end) {
    reserve(Base64Text.maxLength(end - start));
    return start + Base64Text.QUAD * Base64Text.decodeQuads(text, start, end, buf, count);
  }

  /** Adds what was decoded from the start on, and the rest of the text. */
  void endBase64(byte[] text, int start, int rest, int end) throws DamagedJsonException {
    int decoded = (rest - start) / Base64Text.QUAD * Base64Text.TRIPLE;
    count = Base64Text.decodeRest(text, rest, end, buf, count + decoded);
  }

  private void reserve(int length) {
    int needed = count + length;
    if (needed > buf.length) {
      buf = Arrays.copyOf(buf, Math.max(needed, 2 * buf.length));
    }
  }
}
