/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import java.nio.ByteBuffer;

/** The kinds of buffers that a source may hand over. */
enum BufferKind {
  HEAP,
  DIRECT,
  READ_ONLY,
  HEAP_SLICE,
  DIRECT_SLICE,
  HEAP_WITH_POSITION_AND_LIMIT;

  ByteBuffer of(byte[] bytes) {
    return switch (this) {
      case HEAP -> ByteBuffer.wrap(bytes);
      case DIRECT -> ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
      case READ_ONLY -> ByteBuffer.wrap(bytes).asReadOnlyBuffer();
      case HEAP_SLICE -> slice(ByteBuffer.allocate(bytes.length + 9), bytes);
      case DIRECT_SLICE -> slice(ByteBuffer.allocateDirect(bytes.length + 9), bytes);
      case HEAP_WITH_POSITION_AND_LIMIT ->
          ByteBuffer.allocate(bytes.length + 9)
              .position(4)
              .put(bytes)
              .limit(4 + bytes.length)
              .position(4);
    };
  }

  private static ByteBuffer slice(ByteBuffer around, byte[] bytes) {
    return around.position(5).put(bytes).flip().position(5).slice();
  }
}
