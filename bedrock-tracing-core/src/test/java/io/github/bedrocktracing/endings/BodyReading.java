/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bedrocktracing.testing.client.StreamConsumer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.async.ResponsePublisher;

/** Reads a body of server-sent events to its end, or as far as its consumer wants. */
final class BodyReading {
  private static final String END_OF_EVENT = "\n\n";

  private final StreamConsumer consumer;
  private final StringBuilder text = new StringBuilder();
  private boolean cancelled;

  private BodyReading(StreamConsumer consumer) {
    this.consumer = consumer;
  }

  /** Reads on the caller's thread; leaves it unread where the consumer wants nothing of it. */
  static <R extends AwsResponse> void read(ResponseInputStream<R> body, StreamConsumer consumer) {
    if (!consumer.takes(body.response())) {
      return;
    }
    BodyReading reading = new BodyReading(consumer);
    Closing closing = new Closing(body);
    try {
      byte[] buffer = new byte[1024];
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        reading.take(new String(buffer, 0, count, UTF_8), closing);
        if (reading.cancelled) {
          return;
        }
      }
      body.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * Subscribes; returns what completes with the body, never where the consumer does not want it.
   */
  static <R extends AwsResponse> CompletableFuture<Void> read(
      ResponsePublisher<R> body, StreamConsumer consumer) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    if (consumer.takes(body.response())) {
      body.subscribe(new Buffers(new BodyReading(consumer), over));
    }
    return over;
  }

  private void take(String more, Subscription subscription) {
    text.append(more);
    for (int end = text.indexOf(END_OF_EVENT);
        end >= 0 && !cancelled;
        end = text.indexOf(END_OF_EVENT)) {
      Event event = new Event(text.substring(0, end));
      text.delete(0, end + END_OF_EVENT.length());
      consumer.takes(
          event,
          new Subscription() {
            @Override
            public void request(long count) {
              subscription.request(count);
            }

            @Override
            public void cancel() {
              cancelled = true;
              subscription.cancel();
            }
          });
    }
  }

  /** A server-sent event. */
  private record Event(String text) {}

  /** A stream is cancelled by closing it. */
  private record Closing(ResponseInputStream<?> body) implements Subscription {
    @Override
    public void request(long count) {}

    @Override
    public void cancel() {
      body.abort();
    }
  }

  private static final class Buffers implements Subscriber<ByteBuffer> {
    private final BodyReading reading;
    private final CompletableFuture<Void> over;
    private Subscription subscription;

    Buffers(BodyReading reading, CompletableFuture<Void> over) {
      this.reading = reading;
      this.over = over;
    }

    @Override
    public void onSubscribe(Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(ByteBuffer bytes) {
      reading.take(UTF_8.decode(bytes).toString(), subscription);
      if (reading.cancelled) {
        over.complete(null);
      } else {
        subscription.request(1);
      }
    }

    @Override
    public void onError(Throwable error) {
      over.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
      over.complete(null);
    }
  }
}
