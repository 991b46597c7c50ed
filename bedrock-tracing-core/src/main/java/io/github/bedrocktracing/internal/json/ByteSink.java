/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import java.io.ByteArrayOutputStream;

/**
 * A growing byte buffer whose bytes can be read in place; {@link #reset()} lets it be used again.
 */
public final class ByteSink extends ByteArrayOutputStream {
  /** Returns the bytes held now, without a copy; valid until the next write or reset. */
  public JsonBytes view() {
    return JsonBytes.of(buf, 0, count);
  }
}
