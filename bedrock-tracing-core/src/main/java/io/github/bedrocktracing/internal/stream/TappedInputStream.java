/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * A stream that passes every call on to another unchanged, and lets an observer see what is read.
 *
 * <p>Nothing is read that the caller does not read. Bytes that are read again after a reset are
 * shown once.
 */
final class TappedInputStream extends InputStream {
  private final InputStream source;
  private final ByteStreamObserver observer;

  /** Only here so that it is reachable while the stream is. */
  @SuppressWarnings("unused")
  private final Object held;

  private long position;
  private long marked;
  private long shown;
  private boolean begun;

  TappedInputStream(InputStream source, ByteStreamObserver observer, Object held) {
    this.source = source;
    this.observer = observer;
    this.held = held;
  }

  @Override
  public int read() throws IOException {
    begin();
    try {
      int next = source.read();
      if (next >= 0) {
        passed(new byte[] {(byte) next}, 0, 1);
      } else {
        observer.completed();
      }
      return next;
    } catch (IOException | RuntimeException failure) {
      observer.failed(failure);
      throw failure;
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    begin();
    try {
      int count = source.read(bytes, offset, length);
      if (count > 0) {
        passed(bytes, offset, count);
      } else if (count < 0) {
        observer.completed();
      }
      return count;
    } catch (IndexOutOfBoundsException | NullPointerException mistake) {
      // The caller's own, after which the stream is as it was.
      throw mistake;
    } catch (IOException | RuntimeException failure) {
      observer.failed(failure);
      throw failure;
    }
  }

  @Override
  public long skip(long count) throws IOException {
    begin();
    try {
      long skipped = source.skip(count);
      position += skipped;
      if (position > shown) {
        observer.skipped(position - shown);
        shown = position;
      }
      return skipped;
    } catch (IOException | RuntimeException failure) {
      observer.failed(failure);
      throw failure;
    }
  }

  @Override
  public int available() throws IOException {
    return source.available();
  }

  @Override
  public void close() throws IOException {
    observer.cancelled();
    source.close();
  }

  @Override
  public void mark(int limit) {
    marked = position;
    source.mark(limit);
  }

  @Override
  public void reset() throws IOException {
    source.reset();
    position = marked;
  }

  @Override
  public boolean markSupported() {
    return source.markSupported();
  }

  private void begin() {
    if (!begun) {
      begun = true;
      observer.subscribed();
      observer.requested();
    }
  }

  private void passed(byte[] bytes, int offset, int count) {
    position += count;
    int fresh = (int) Math.min(count, position - shown);
    if (fresh > 0) {
      shown = position;
      // The observer may not change the caller's bytes.
      observer.bytes(ByteBuffer.wrap(bytes, offset + count - fresh, fresh).asReadOnlyBuffer());
    }
  }
}
