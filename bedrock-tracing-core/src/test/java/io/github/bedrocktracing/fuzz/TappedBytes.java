/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.fuzz;

import io.github.bedrocktracing.internal.stream.CapturedStream;
import io.github.bedrocktracing.internal.stream.StreamAccumulator;
import io.github.bedrocktracing.internal.stream.StreamCapture;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** A stream of bytes through the tap, to a caller that takes everything. */
final class TappedBytes {
  private TappedBytes() {}

  /** Sends bytes in pieces cut at random, and asserts that the caller gets all of them. */
  static StreamCapture send(StreamAccumulator accumulator, byte[] bytes, Random random) {
    StreamCapture capture = capture(accumulator);
    AtomicLong received = new AtomicLong();
    capture
        .tap(
            subscriber -> {
              subscriber.onSubscribe(new Ignored());
              int at = 0;
              while (at < bytes.length) {
                int most = random.nextInt(8) == 0 ? 1 : 700;
                int end = Math.min(bytes.length, at + 1 + random.nextInt(most));
                subscriber.onNext(ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, end)));
                at = end;
              }
              subscriber.onComplete();
            },
            List.of())
        .subscribe(new Caller(received));
    if (received.get() != bytes.length) {
      throw new AssertionError("the caller got " + received + " of " + bytes.length);
    }
    return capture;
  }

  /** Returns a capture that tells nobody. */
  static StreamCapture capture(StreamAccumulator accumulator) {
    return new StreamCapture(
        accumulator,
        seconds -> {},
        new StreamCapture.Listener() {
          @Override
          public void completed(CapturedStream stream) {}

          @Override
          public void failed(CapturedStream stream, Throwable error) {}
        },
        System::nanoTime);
  }

  /** A caller that counts what it gets. */
  record Caller(AtomicLong received) implements Subscriber<ByteBuffer> {
    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer bytes) {
      received.addAndGet(bytes.remaining());
    }

    @Override
    public void onError(Throwable error) {
      throw new AssertionError(error);
    }

    @Override
    public void onComplete() {}
  }

  /** A source that sends what it likes. */
  static final class Ignored implements Subscription {
    @Override
    public void request(long count) {}

    @Override
    public void cancel() {}
  }
}
