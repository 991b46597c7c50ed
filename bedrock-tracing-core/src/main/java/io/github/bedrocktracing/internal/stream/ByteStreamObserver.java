/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import java.nio.ByteBuffer;

/** Is told what passes through a tap; its methods must be quick and must not throw. */
interface ByteStreamObserver {
  /** Somebody begins to read. */
  default void subscribed() {}

  /** Bytes are asked for, the first time. */
  default void requested() {}

  /**
   * Bytes on their way to the caller; the buffer's position may be moved, its bytes not changed.
   */
  void bytes(ByteBuffer bytes);

  /** So many bytes were passed over without being read. */
  default void skipped(long count) {}

  /** The observer threw; it will be shown no more bytes. */
  default void unreadable() {}

  /** The source has no more bytes. */
  void completed();

  /** The source failed. */
  void failed(Throwable error);

  /** The caller wants no more bytes. */
  void cancelled();

  /** The reader had asked for more bytes than there are, and has been told that there are none. */
  default void drained() {}

  /** The caller threw at the beginning or at the end, and may be told no more. */
  default void refused() {}
}
