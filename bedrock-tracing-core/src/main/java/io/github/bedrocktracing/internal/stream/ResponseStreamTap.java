/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * A publisher that passes every signal of another on unchanged, in both directions, and lets an
 * observer see each first.
 *
 * <p>Nothing is buffered and no demand is added, so that the caller alone sets the pace. A signal
 * is passed on even when an observer throws: a caller that misses one waits for ever.
 */
final class ResponseStreamTap implements Publisher<ByteBuffer> {
  private final Publisher<ByteBuffer> source;
  private final ByteStreamObserver observer;
  private final Object held;

  ResponseStreamTap(Publisher<ByteBuffer> source, ByteStreamObserver observer, Object held) {
    this.source = source;
    this.observer = observer;
    this.held = held;
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
    try {
      observer.subscribed();
    } finally {
      source.subscribe(new TappedSubscriber(subscriber, observer, held));
    }
  }

  private static final class TappedSubscriber implements Subscriber<ByteBuffer> {
    private final Subscriber<? super ByteBuffer> caller;
    private final ByteStreamObserver observer;

    /** Only here so that it is reachable while the stream is. */
    @SuppressWarnings("unused")
    private final Object held;

    private @Nullable TappedSubscription subscription;
    private long received;

    TappedSubscriber(
        Subscriber<? super ByteBuffer> caller, ByteStreamObserver observer, Object held) {
      this.caller = caller;
      this.observer = observer;
      this.held = held;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      boolean taken = false;
      try {
        this.subscription =
            subscription == null ? null : new TappedSubscription(subscription, observer);
        caller.onSubscribe(this.subscription);
        taken = true;
      } finally {
        if (!taken) {
          observer.refused();
        }
      }
    }

    @Override
    public void onNext(ByteBuffer bytes) {
      received++;
      // Seen before it is passed on: a caller may ask for more from within onNext, and a source may
      // answer at once, so that afterwards the buffers would be seen out of order.
      try {
        if (bytes != null) {
          observer.bytes(bytes.duplicate());
        }
      } finally {
        caller.onNext(bytes);
      }
    }

    @Override
    public void onError(Throwable error) {
      try {
        observer.failed(error);
      } finally {
        caller.onError(error);
      }
    }

    @Override
    public void onComplete() {
      try {
        observer.completed();
      } finally {
        complete();
      }
    }

    private void complete() {
      boolean taken = false;
      try {
        caller.onComplete();
        taken = true;
      } finally {
        if (!taken) {
          observer.refused();
        } else if (subscription != null && subscription.requested() > received) {
          observer.drained();
        }
      }
    }
  }

  private static final class TappedSubscription implements Subscription {
    private final Subscription source;
    private final ByteStreamObserver observer;
    private final AtomicLong requested = new AtomicLong();

    TappedSubscription(Subscription source, ByteStreamObserver observer) {
      this.source = source;
      this.observer = observer;
    }

    @Override
    public void request(long count) {
      try {
        if (requested.getAndAccumulate(count, TappedSubscription::sum) == 0) {
          observer.requested();
        }
      } finally {
        source.request(count);
      }
    }

    /** Returns how many buffers were asked for in all. */
    long requested() {
      return requested.get();
    }

    /** Returns a sum; the most there is where it would be more, as for a reader without bounds. */
    private static long sum(long total, long count) {
      return count > Long.MAX_VALUE - total ? Long.MAX_VALUE : total + Math.max(0, count);
    }

    @Override
    public void cancel() {
      try {
        observer.cancelled();
      } finally {
        source.cancel();
      }
    }
  }
}
