/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Subscription;

/** The tap between the SDK's byte stream and its reader: seen by both as if it were not there. */
class ResponseStreamTapTest {
  private final List<String> observed = new ArrayList<>();
  private final PublisherInHand source = new PublisherInHand();
  private final RecordingReader reader = new RecordingReader();

  @Test
  void passesSignalsUnchangedAndInOrder() {
    ByteBuffer first = ByteBuffer.wrap(new byte[] {1});
    ByteBuffer second = ByteBuffer.allocateDirect(2);
    subscribe(new RecordingObserver(observed));
    source.subscriber().onNext(first);
    source.subscriber().onNext(second);
    source.subscriber().onComplete();

    assertThat(reader.received).containsExactly(first, second);
    assertThat(reader.received.get(0)).isSameAs(first);
    assertThat(reader.received.get(1)).isSameAs(second);
    assertThat(reader.signals).containsExactly("subscribed", "next", "next", "completed");
    assertThat(observed).containsExactly("bytes 1", "bytes 2", "completed");
  }

  @Test
  void passesTheErrorItself() {
    IOException error = new IOException();
    subscribe(new RecordingObserver(observed));
    source.subscriber().onError(error);

    assertThat(reader.error).isSameAs(error);
    assertThat(observed).containsExactly("failed IOException");
  }

  @Test
  void passesDemandAndCancelUnchanged() {
    subscribe(new RecordingObserver(observed));
    reader.subscription().request(3);
    reader.subscription().request(Long.MAX_VALUE);
    reader.subscription().request(-1);
    reader.subscription().cancel();
    reader.subscription().cancel();

    assertThat(source.signals)
        .containsExactly(
            "subscribe",
            "request 3",
            "request " + Long.MAX_VALUE,
            "request -1",
            "cancel",
            "cancel");
    assertThat(observed).containsExactly("cancelled", "cancelled");
  }

  @Test
  void asksForNothingItselfAndKeepsNothingBack() {
    subscribe(new RecordingObserver(observed));
    assertThat(source.signals).containsExactly("subscribe");

    for (int i = 1; i <= 100; i++) {
      source.subscriber().onNext(ByteBuffer.allocate(1));
      assertThat(reader.received).hasSize(i);
    }

    assertThat(source.signals).containsExactly("subscribe");
  }

  @Test
  void letsTheObserverSeeBytesFirstWithoutMovingThem() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[10]).position(2).limit(7);
    List<Integer> remainingAtReader = new ArrayList<>();
    new ResponseStreamTap(source, new RecordingObserver(observed), "held")
        .subscribe(
            new RecordingReader() {
              @Override
              public void onNext(ByteBuffer received) {
                assertThat(observed).containsExactly("bytes 5");
                remainingAtReader.add(received.remaining());
                assertThat(received.position()).isEqualTo(2);
              }
            });

    source.subscriber().onNext(bytes);

    assertThat(remainingAtReader).containsExactly(5);
  }

  @Test
  void tellsWhereTheReaderThrowsAtItsBeginningOrItsEnd() {
    RecordingReader throwing =
        new RecordingReader() {
          @Override
          public void onSubscribe(Subscription given) {
            throw new IllegalStateException();
          }

          @Override
          public void onComplete() {
            throw new IllegalStateException();
          }
        };
    ResponseStreamTap tap = new ResponseStreamTap(source, new RecordingObserver(observed), "held");

    assertThatIllegalStateException().isThrownBy(() -> tap.subscribe(throwing));
    assertThatIllegalStateException().isThrownBy(() -> source.subscriber().onComplete());
    assertThat(observed).containsExactly("refused", "completed", "refused");
  }

  @ParameterizedTest
  @CsvSource({
    "1, bytes 1;completed",
    "-1, bytes 1;completed",
    "2, bytes 1;completed;drained",
    "9223372036854775807, bytes 1;completed;drained"
  })
  void tellsWhereTheReaderWaitedForMoreThanThereIs(long asked, String told) {
    subscribe(new RecordingObserver(observed));
    reader.subscription().request(asked);
    source.subscriber().onNext(ByteBuffer.allocate(1));
    source.subscriber().onComplete();

    assertThat(observed).containsExactly(told.split(";"));
  }

  @Test
  void refusesANullSubscriberWithoutSubscribing() {
    ResponseStreamTap tap = new ResponseStreamTap(source, new RecordingObserver(observed), "held");

    assertThatNullPointerException().isThrownBy(() -> tap.subscribe(null));
    assertThat(source.signals).isEmpty();
  }

  @Test
  void bytesStayInOrderWhenTheReaderAsksFromWithinOnNextAndTheSourceAnswersAtOnce() {
    source.answering = 5;
    new ResponseStreamTap(source, new RecordingObserver(observed), "held")
        .subscribe(
            new RecordingReader() {
              @Override
              public void onSubscribe(Subscription subscription) {
                super.onSubscribe(subscription);
                subscription.request(1);
              }

              @Override
              public void onNext(ByteBuffer bytes) {
                reader.onNext(bytes);
                subscription().request(1);
              }
            });

    assertThat(reader.received).extracting(ByteBuffer::remaining).containsExactly(1, 2, 3, 4, 5);
    assertThat(observed)
        .containsExactly(
            "bytes 1", "bytes 2", "bytes 3", "bytes 4", "bytes 5", "completed", "drained");
  }

  @Test
  void eachSubscriptionGoesToTheSource() {
    ResponseStreamTap tap = new ResponseStreamTap(source, new RecordingObserver(observed), "held");
    tap.subscribe(new RecordingReader());
    tap.subscribe(new RecordingReader());

    assertThat(source.signals).containsExactly("subscribe", "subscribe");
  }

  private void subscribe(ByteStreamObserver observer) {
    new ResponseStreamTap(source, observer, "held").subscribe(reader);
  }
}
