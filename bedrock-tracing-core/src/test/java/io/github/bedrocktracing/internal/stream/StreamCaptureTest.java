/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.StreamOutcome;
import io.github.bedrocktracing.internal.json.JsonBytes;
import io.github.bedrocktracing.testing.server.EventStreams;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** One event that cannot be read hides no other. */
class StreamCaptureTest {
  private final List<String> read = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"wants", "chunk", "event", "passOver"})
  void eventsAfterOneThatThrows_areRead(String where) {
    StreamCapture capture = capture(where, "odd", "last");

    assertThat(read).containsExactly("first", "last");
    assertThat(capture.outcome()).isEqualTo(StreamOutcome.COMPLETE);
  }

  @Test
  void streamWhoseLastEventThrew_isNotSaidToBeTruncated() {
    assertThat(capture("event", "odd").outcome()).isNull();
    assertThat(capture("event").outcome()).isEqualTo(StreamOutcome.TRUNCATED);
  }

  /** What reads an event may run code of the program, such as its redactor. */
  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void callerThatCancels_doesNotWaitForAnEventThatIsRead() throws InterruptedException {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Accumulator hanging =
        new Accumulator("nowhere") {
          @Override
          public void event(String eventType, JsonBytes payload) {
            reading.countDown();
            try {
              released.await();
            } catch (InterruptedException interrupted) {
              throw new IllegalStateException(interrupted);
            }
          }
        };
    StreamCapture capture =
        new StreamCapture(hanging, seconds -> {}, new Silent(), System::nanoTime);
    PublisherInHand source = new PublisherInHand();
    RecordingReader reader = new RecordingReader();
    capture.tap(source, this).subscribe(reader);
    ByteBuffer bytes = ByteBuffer.wrap(EventStreams.event("first", "{}"));
    Thread network = new Thread(() -> source.subscriber().onNext(bytes));
    network.setDaemon(true);
    network.start();
    try {
      reading.await();

      reader.subscription().cancel();

      assertThat(source.signals).endsWith("cancel");
    } finally {
      released.countDown();
    }
    network.join();
    assertThat(capture.outcome()).isEqualTo(StreamOutcome.CANCELLED);
  }

  private StreamCapture capture(String where, String... types) {
    StreamCapture capture =
        new StreamCapture(new Accumulator(where), seconds -> {}, new Silent(), System::nanoTime);
    byte[][] frames = new byte[types.length + 1][];
    frames[0] = EventStreams.event("first", "{}");
    for (int i = 0; i < types.length; i++) {
      boolean tooLarge = where.equals("passOver") && types[i].equals("odd");
      frames[i + 1] =
          EventStreams.event(
              types[i], new byte[tooLarge ? EventStreamDecoder.MAX_PAYLOAD_LENGTH + 1 : 2]);
    }
    ByteBuffer bytes = ByteBuffer.wrap(EventStreams.concat(frames));
    capture
        .tap(
            subscriber -> {
              subscriber.onSubscribe(new Unlimited());
              subscriber.onNext(bytes);
              subscriber.onComplete();
            },
            this)
        .subscribe(new Ignoring());
    return capture;
  }

  /** Throws at one event in one of its methods. */
  private class Accumulator implements StreamAccumulator {
    private final String where;

    Accumulator(String where) {
      this.where = where;
    }

    @Override
    public boolean wants(String eventType) {
      return !breaks("wants", eventType);
    }

    @Override
    public boolean isChunk(String eventType) {
      return !breaks("chunk", eventType);
    }

    @Override
    public void event(String eventType, JsonBytes payload) {
      if (!breaks("event", eventType)) {
        read.add(eventType);
      }
    }

    @Override
    public boolean passOver(String eventType) {
      return !breaks("passOver", eventType);
    }

    @Override
    public boolean isComplete() {
      return read.contains("last");
    }

    @Override
    public InferenceResponse.Builder response() {
      return InferenceResponse.builder();
    }

    private boolean breaks(String here, String eventType) {
      if (here.equals(where) && eventType.equals("odd")) {
        throw new IllegalStateException("at " + where);
      }
      return false;
    }
  }

  private static final class Silent implements StreamCapture.Listener {
    @Override
    public void completed(CapturedStream stream) {}

    @Override
    public void failed(CapturedStream stream, Throwable error) {}
  }

  private static final class Unlimited implements Subscription {
    @Override
    public void request(long count) {}

    @Override
    public void cancel() {}
  }

  private static final class Ignoring implements Subscriber<ByteBuffer> {
    @Override
    public void onSubscribe(Subscription subscription) {}

    @Override
    public void onNext(ByteBuffer bytes) {}

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onComplete() {}
  }
}
