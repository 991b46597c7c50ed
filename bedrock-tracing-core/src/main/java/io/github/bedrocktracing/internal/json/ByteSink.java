/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A growing byte buffer whose bytes can be read in place; {@link #reset()} lets it be used again.
 */
public final class ByteSink extends ByteArrayOutputStream {
  /** Returns the bytes held now, without a copy; valid until the next write or reset. */
  public JsonBytes view() {
    return JsonBytes.of(buf, 0, count);
  }

  /** Adds what base64 text holds; of text that is none, nothing. */
  synchronized void addBase64(byte[] text, int start, int end) throws DamagedJsonException {
    int needed = count + Base64Text.maxLength(end - start);
    if (needed > buf.length) {
      buf = Arrays.copyOf(buf, Math.max(needed, 2 * buf.length));
    }
    count = Base64Text.decode(text, start, end, buf, count);
  }
}
