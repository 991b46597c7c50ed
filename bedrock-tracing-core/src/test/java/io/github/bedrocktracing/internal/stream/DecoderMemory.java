/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import java.lang.reflect.Field;

/** The memory that a decoder holds on to between frames. */
final class DecoderMemory {
  private DecoderMemory() {}

  /** Returns the length of the buffer of a decoder, in bytes. */
  static int of(EventStreamDecoder decoder) {
    try {
      Field buffer = EventStreamDecoder.class.getDeclaredField("buffer");
      buffer.setAccessible(true);
      return ((byte[]) buffer.get(decoder)).length;
    } catch (ReflectiveOperationException renamed) {
      throw new LinkageError(renamed.getMessage(), renamed);
    }
  }
}
