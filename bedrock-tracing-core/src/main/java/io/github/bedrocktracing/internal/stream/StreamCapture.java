/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.diagnostics.Problem;
import io.github.bedrocktracing.internal.diagnostics.Problems;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.StreamOutcome;
import io.github.bedrocktracing.internal.json.JsonBytes;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * What one attempt's response stream has shown so far.
 *
 * <p>The stream and the end of the execution may come from different threads at the same time; once
 * the result is taken, what still arrives is ignored.
 */
public final class StreamCapture {
  private static final double NANOS_PER_SECOND = 1e9;

  private final StreamAccumulator accumulator;
  private final ChunkListener chunkListener;
  private final Listener listener;
  private final LongSupplier nanoTime;
  private final EventStreamDecoder decoder = new EventStreamDecoder(new Frames());
  private boolean closed;
  private boolean cancelled;
  private boolean failed;
  private boolean unreadable;
  private boolean chunkSeen;
  private long firstChunkNanos;
  private long lastChunkNanos;

  /**
   * Creates a capture of one attempt.
   *
   * @param listener is told how the stream ends
   * @param nanoTime the clock, in nanoseconds
   */
  public StreamCapture(
      StreamAccumulator accumulator,
      ChunkListener chunkListener,
      Listener listener,
      LongSupplier nanoTime) {
    this.accumulator = accumulator;
    this.chunkListener = chunkListener;
    this.listener = listener;
    this.nanoTime = nanoTime;
  }

  /** Returns the publisher to hand to the SDK in place of this one. */
  public Publisher<ByteBuffer> tap(Publisher<ByteBuffer> source) {
    return new ResponseStreamTap(source, new GuardedByteStreamObserver(new Bytes()));
  }

  /** Returns the response as far as it came, and ignores whatever comes later. */
  public synchronized InferenceResponse.Builder close() {
    closed = true;
    return accumulator.response();
  }

  /**
   * Returns how the stream ended, if the execution itself did not fail; null when the library could
   * not read the stream to its end, and so cannot tell.
   */
  public synchronized @Nullable StreamOutcome outcome() {
    if (accumulator.isComplete()) {
      return StreamOutcome.COMPLETE;
    }
    if (cancelled || failed) {
      return StreamOutcome.CANCELLED;
    }
    if (unreadable || decoder.hasUnreadFrame()) {
      return null;
    }
    return chunkSeen && accumulator.mayEndAnywhere() && decoder.isBetweenFrames()
        ? StreamOutcome.COMPLETE
        : StreamOutcome.TRUNCATED;
  }

  /** Returns when the first chunk came, on the capture's clock; null when none has. */
  public synchronized @Nullable Long firstChunkNanos() {
    return chunkSeen ? (Long) firstChunkNanos : null;
  }

  /** Is told how the stream of an attempt ends; a stream that its caller cancels tells nothing. */
  public interface Listener {
    /** All bytes have passed; the caller may not have consumed them yet. */
    void completed(StreamCapture stream);

    /** The connection failed, after which the SDK may or may not say how the execution ended. */
    void failed(StreamCapture stream, Throwable error);
  }

  private final class Bytes implements ByteStreamObserver {
    @Override
    public void bytes(ByteBuffer bytes) {
      synchronized (StreamCapture.this) {
        if (!closed) {
          decoder.feed(bytes);
        }
      }
    }

    @Override
    public void unreadable() {
      synchronized (StreamCapture.this) {
        unreadable = true;
      }
    }

    @Override
    public void completed() {
      synchronized (StreamCapture.this) {
        if (decoder.hasUnreadFrame()) {
          Problems.report(Problem.FRAME);
        }
      }
      listener.completed(StreamCapture.this);
    }

    @Override
    public void failed(Throwable error) {
      synchronized (StreamCapture.this) {
        failed = true;
      }
      listener.failed(StreamCapture.this, error);
    }

    @Override
    public void cancelled() {
      synchronized (StreamCapture.this) {
        cancelled = true;
      }
    }
  }

  private final class Frames implements FrameHandler {
    private String eventType = "";

    @Override
    public boolean begin(FrameKind kind, String type) {
      if (kind != FrameKind.EVENT) {
        return false;
      }
      long now = nanoTime.getAsLong();
      if (chunkSeen) {
        chunkListener.chunk((now - lastChunkNanos) / NANOS_PER_SECOND);
      } else {
        chunkSeen = true;
        firstChunkNanos = now;
      }
      lastChunkNanos = now;
      eventType = type;
      return accumulator.wants(type);
    }

    @Override
    public void payload(JsonBytes payload) {
      accumulator.event(eventType, payload);
    }
  }
}
