/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import io.github.bedrocktracing.internal.inference.Failure;
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
public final class StreamCapture implements CapturedStream {
  private static final double NANOS_PER_SECOND = 1e9;

  private final StreamAccumulator accumulator;
  private final ChunkListener chunkListener;
  private final Listener listener;
  private final LongSupplier nanoTime;
  private final EventStreamDecoder decoder =
      new EventStreamDecoder(new GuardedFrameHandler(new Frames(), () -> unreadable = true));
  private boolean subscribed;
  private boolean requested;
  private boolean answered;
  private volatile boolean over;
  private boolean closed;
  private volatile boolean cancelled;
  private boolean failed;

  /** Something was not read that may have told how the stream ends. */
  private boolean unreadable;

  private boolean eventSeen;
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
    this.chunkListener = new GuardedChunkListener(chunkListener);
    this.listener = listener;
    this.nanoTime = nanoTime;
  }

  /**
   * Returns the publisher to hand to the SDK in place of this one.
   *
   * @param held stays reachable as long as the publisher or a subscription to it is
   */
  public Publisher<ByteBuffer> tap(Publisher<ByteBuffer> source, Object held) {
    return new ResponseStreamTap(source, new GuardedByteStreamObserver(new Bytes()), held);
  }

  @Override
  public synchronized InferenceResponse.Builder close() {
    closed = true;
    return accumulator.response();
  }

  @Override
  public synchronized @Nullable StreamOutcome outcome() {
    boolean cut = over && decoder.isWithinFrame();
    boolean readToTheEnd = over && eventSeen && !cancelled && !failed && !decoder.isDamaged();
    if (!cut
        && (accumulator.isComplete() || (readToTheEnd && accumulator.isCompleteAtLastByte()))) {
      return accumulator.failure() == null ? StreamOutcome.COMPLETE : StreamOutcome.FAILED;
    }
    if (cancelled || failed) {
      return StreamOutcome.CANCELLED;
    }
    // Without a subscriber the answer was read from elsewhere.
    return !subscribed || unreadable || decoder.isDamaged() ? null : StreamOutcome.TRUNCATED;
  }

  @Override
  public synchronized @Nullable Failure failure() {
    return accumulator.failure();
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

  /** Is told how the stream of an attempt ends; a stream that its caller cancels tells nothing. */
  public interface Listener {
    /** The answer is whole, and its last event not handed on yet; the stream goes on to its end. */
    default void answered(CapturedStream stream) {}

    /** All bytes have passed; the caller may not have consumed them yet. */
    void completed(CapturedStream stream);

    /** The connection failed, after which the SDK may or may not say how the execution ended. */
    void failed(CapturedStream stream, Throwable error);

    /**
     * The caller threw at the beginning of the stream or at its end, after which the SDK may or may
     * not say how the execution ended.
     *
     * @param over whether all bytes have passed
     * @param requested whether bytes were asked for, which come all the same
     */
    default void refused(CapturedStream stream, boolean over, boolean requested) {}

    /**
     * All bytes have passed, their reader had asked for more, and has been told of the end; after
     * which the SDK says how the execution ended, unless the caller threw out of its sight.
     */
    default void drained(CapturedStream stream) {}
  }

  private final class Bytes implements ByteStreamObserver {
    @Override
    public void subscribed() {
      synchronized (StreamCapture.this) {
        subscribed = true;
      }
    }

    @Override
    public void requested() {
      synchronized (StreamCapture.this) {
        requested = true;
      }
    }

    @Override
    public void bytes(ByteBuffer bytes) {
      boolean answers;
      synchronized (StreamCapture.this) {
        if (!closed) {
          decoder.feed(bytes);
        }
        answers = !answered && !closed && accumulator.isComplete() && !decoder.isWithinFrame();
        answered |= answers;
      }
      if (answers) {
        listener.answered(StreamCapture.this);
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
        over = true;
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

    /**
     * The SDK cancels a stream that is over where the caller has thrown at its end. Nobody who
     * cancels waits for the lock: an event that is read meanwhile may run the program's redactor.
     */
    @Override
    public void cancelled() {
      cancelled = true;
      if (over) {
        listener.refused(StreamCapture.this, true, true);
      }
    }

    /** The SDK may try again after a failure that the stream tells of. */
    @Override
    public void drained() {
      StreamOutcome outcome = outcome();
      if (outcome != StreamOutcome.FAILED && outcome != StreamOutcome.CANCELLED) {
        listener.drained(StreamCapture.this);
      }
    }

    @Override
    public void refused() {
      boolean whole;
      boolean asked;
      synchronized (StreamCapture.this) {
        whole = over;
        asked = requested;
      }
      listener.refused(StreamCapture.this, whole, asked);
    }
  }

  private final class Frames implements FrameHandler {
    private String eventType = "";

    @Override
    public boolean begin(FrameKind kind, String type) {
      if (kind == FrameKind.EXCEPTION) {
        accumulator.exception(type);
      }
      if (kind != FrameKind.EVENT) {
        return false;
      }
      eventSeen = true;
      if (accumulator.isChunk(type)) {
        chunk(nanoTime.getAsLong());
      }
      eventType = type;
      return accumulator.wants(type);
    }

    private void chunk(long now) {
      if (chunkSeen) {
        chunkListener.chunk((now - lastChunkNanos) / NANOS_PER_SECOND);
      } else {
        chunkSeen = true;
        firstChunkNanos = now;
      }
      lastChunkNanos = now;
    }

    @Override
    public void payload(JsonBytes payload) {
      accumulator.event(eventType, payload);
    }

    @Override
    public void passedOver() {
      unreadable |= !accumulator.passOver(eventType);
    }
  }
}
