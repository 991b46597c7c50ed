/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.server;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;

/** Publishes frames as they are asked for, one buffer each, on the thread that asks. */
final class FramePublisher implements SdkHttpContentPublisher {
  private final byte[][] frames;
  private final int count;

  /**
   * Creates a publisher.
   *
   * @param count how many frames it publishes; when they are not all, it never completes
   */
  FramePublisher(byte[][] frames, int count) {
    this.frames = frames;
    this.count = count;
  }

  @Override
  public Optional<Long> contentLength() {
    return Optional.empty();
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    subscriber.onSubscribe(new Frames(subscriber));
  }

  private final class Frames implements Subscription {
    private final Subscriber<? super ByteBuffer> subscriber;
    private long wanted;
    private int next;
    private boolean publishing;
    private boolean over;

    Frames(Subscriber<? super ByteBuffer> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long n) {
      wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
      if (publishing) {
        return;
      }
      publishing = true;
      while (!over && wanted > 0 && next < count) {
        wanted--;
        subscriber.onNext(ByteBuffer.wrap(frames[next++]));
      }
      if (!over && next == frames.length) {
        over = true;
        subscriber.onComplete();
      }
      publishing = false;
    }

    @Override
    public void cancel() {
      over = true;
    }
  }
}
