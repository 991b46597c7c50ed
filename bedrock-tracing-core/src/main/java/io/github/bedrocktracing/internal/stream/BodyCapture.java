/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.StreamOutcome;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * What a body has shown so far that is no event stream, and that its caller may still read when the
 * SDK is done with the call.
 */
public final class BodyCapture implements CapturedStream {
  private final BodyAccumulator accumulator;
  private final @Nullable Long length;
  private final Listener listener;
  private final LongSupplier nanoTime;
  private final ByteStreamObserver observer = new GuardedByteStreamObserver(new Bytes());
  private boolean subscribed;
  private boolean requested;
  private boolean over;
  private boolean lastByteSeen;
  private boolean unreadable;
  private boolean closed;
  private boolean chunkSeen;
  private long firstChunkNanos;
  private long lastChunkNanos;

  /**
   * Creates a capture of one attempt.
   *
   * @param length how many bytes the service promises; null when it does not say
   * @param listener is told once when the body is over
   * @param nanoTime the clock, in nanoseconds
   */
  public BodyCapture(
      BodyAccumulator accumulator,
      @Nullable Long length,
      Listener listener,
      LongSupplier nanoTime) {
    this.accumulator = accumulator;
    this.length = length;
    this.listener = listener;
    this.nanoTime = nanoTime;
  }

  /** Is told how a body ends; one of its methods but the last is called, once. */
  public interface Listener {
    /** All bytes have passed, or the caller wants no more of them. */
    void over(BodyCapture body);

    /** Nobody has read anything, and nobody can any more. */
    void givenUpUnread(BodyCapture body);

    /** No more bytes can be read. */
    void failed(BodyCapture body, Throwable error);

    /**
     * The caller threw at the beginning of the body or at its end, of which may be told beside.
     *
     * @param over whether all bytes have passed
     */
    default void refused(BodyCapture body, boolean over) {}
  }

  /**
   * Returns the publisher to hand to the SDK in place of this one.
   *
   * @param held stays reachable as long as the publisher or a subscription to it is
   */
  public Publisher<ByteBuffer> tap(Publisher<ByteBuffer> source, Object held) {
    return new ResponseStreamTap(source, observer, held);
  }

  /**
   * Returns the stream to hand to the SDK in place of this one.
   *
   * @param held stays reachable as long as the stream is
   */
  public InputStream tap(InputStream source, Object held) {
    return new TappedInputStream(source, observer, held);
  }

  /** The stream is given up by other means than closing it, by its caller or by the SDK. */
  public void aborted() {
    if (isSubscribed()) {
      observer.cancelled();
    } else if (end(false)) {
      Guard.run(Problem.STREAM, () -> listener.givenUpUnread(this));
    }
  }

  @Override
  public synchronized InferenceResponse.Builder close() {
    closed = true;
    return accumulator.response(outcome() == StreamOutcome.COMPLETE);
  }

  @Override
  public synchronized @Nullable StreamOutcome outcome() {
    if (isWhole()) {
      return StreamOutcome.COMPLETE;
    }
    if (unreadable) {
      return null;
    }
    return lastByteSeen ? StreamOutcome.TRUNCATED : StreamOutcome.CANCELLED;
  }

  @Override
  public @Nullable Failure failure() {
    return null;
  }

  @Override
  public synchronized @Nullable Long firstChunkNanos() {
    return chunkSeen ? (Long) firstChunkNanos : null;
  }

  @Override
  public synchronized @Nullable Long lastChunkNanos() {
    return chunkSeen ? (Long) lastChunkNanos : null;
  }

  @Override
  public synchronized boolean isSubscribed() {
    return subscribed;
  }

  @Override
  public synchronized boolean isLeftToRead() {
    return !over && !hasAllPromised();
  }

  private synchronized boolean isSubscribedAndNotRead() {
    return subscribed && !requested;
  }

  /** A reader of JSON closes the stream at the end of the value, where no end is announced yet. */
  private boolean isWhole() {
    return length == null ? lastByteSeen || accumulator.hasEnded() : hasAllPromised();
  }

  private boolean hasAllPromised() {
    return length != null && accumulator.count() >= length;
  }

  /** Returns whether this is the first signal of the end. */
  private synchronized boolean end(boolean atLastByte) {
    boolean first = !over;
    over = true;
    lastByteSeen |= first && atLastByte;
    return first;
  }

  private final class Bytes implements ByteStreamObserver {
    @Override
    public void subscribed() {
      synchronized (BodyCapture.this) {
        subscribed = true;
      }
    }

    @Override
    public void requested() {
      synchronized (BodyCapture.this) {
        requested = true;
      }
    }

    @Override
    public void bytes(ByteBuffer bytes) {
      boolean all;
      synchronized (BodyCapture.this) {
        if (closed || !bytes.hasRemaining()) {
          return;
        }
        lastChunkNanos = nanoTime.getAsLong();
        if (!chunkSeen) {
          chunkSeen = true;
          firstChunkNanos = lastChunkNanos;
        }
        accumulator.bytes(bytes);
        all = hasAllPromised();
      }
      if (all) {
        completed();
      }
    }

    @Override
    public void skipped(long count) {
      boolean all;
      synchronized (BodyCapture.this) {
        accumulator.skip(count);
        all = hasAllPromised();
      }
      if (all) {
        completed();
      }
    }

    @Override
    public void unreadable() {
      synchronized (BodyCapture.this) {
        unreadable = true;
      }
    }

    @Override
    public void completed() {
      if (end(true)) {
        listener.over(BodyCapture.this);
      }
    }

    @Override
    public void failed(Throwable error) {
      if (end(false)) {
        listener.failed(BodyCapture.this, error);
      }
    }

    @Override
    public void refused() {
      boolean whole;
      synchronized (BodyCapture.this) {
        whole = lastByteSeen;
      }
      listener.refused(BodyCapture.this, whole);
    }

    /** The SDK itself subscribes and cancels where nobody has subscribed for a minute. */
    @Override
    public void cancelled() {
      boolean unread = isSubscribedAndNotRead();
      if (end(false)) {
        if (unread) {
          listener.givenUpUnread(BodyCapture.this);
        } else {
          listener.over(BodyCapture.this);
        }
      }
    }
  }
}
