/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** The tap between the SDK's byte stream and its reader: seen by both as if it were not there. */
class ResponseStreamTapTest {
  private final List<String> observed = new ArrayList<>();
  private final Source source = new Source();
  private final Reader reader = new Reader();

  @Test
  void passesSignalsUnchangedAndInOrder() {
    ByteBuffer first = ByteBuffer.wrap(new byte[] {1});
    ByteBuffer second = ByteBuffer.allocateDirect(2);
    subscribe(new Observer());
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
    subscribe(new Observer());
    source.subscriber().onError(error);

    assertThat(reader.error).isSameAs(error);
    assertThat(observed).containsExactly("failed IOException");
  }

  @Test
  void passesDemandAndCancelUnchanged() {
    subscribe(new Observer());
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
    subscribe(new Observer());
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
    new ResponseStreamTap(source, new Observer(), "held")
        .subscribe(
            new Reader() {
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
    Reader throwing =
        new Reader() {
          @Override
          public void onSubscribe(Subscription given) {
            throw new IllegalStateException();
          }

          @Override
          public void onComplete() {
            throw new IllegalStateException();
          }
        };
    ResponseStreamTap tap = new ResponseStreamTap(source, new Observer(), "held");

    assertThatIllegalStateException().isThrownBy(() -> tap.subscribe(throwing));
    assertThatIllegalStateException().isThrownBy(() -> source.subscriber().onComplete());
    assertThat(observed).containsExactly("refused", "completed", "refused");
  }

  @Test
  void refusesANullSubscriberWithoutSubscribing() {
    ResponseStreamTap tap = new ResponseStreamTap(source, new Observer(), "held");

    assertThatNullPointerException().isThrownBy(() -> tap.subscribe(null));
    assertThat(source.signals).isEmpty();
  }

  @Test
  void anObserverThatThrowsDisturbsNothing() {
    IOException error = new IOException();
    new ResponseStreamTap(source, new GuardedByteStreamObserver(new Broken()), "held")
        .subscribe(reader);
    source.subscriber().onNext(ByteBuffer.allocate(1));
    source.subscriber().onNext(ByteBuffer.allocate(1));
    reader.subscription().request(1);
    reader.subscription().cancel();
    source.subscriber().onError(error);
    source.subscriber().onComplete();

    assertThat(reader.signals).containsExactly("subscribed", "next", "next", "failed", "completed");
    assertThat(reader.error).isSameAs(error);
    assertThat(source.signals).containsExactly("subscribe", "request 1", "cancel");
  }

  @Test
  void anObserverThatHasThrownSeesNoMoreBytesButStillTheEnd() {
    List<String> calls = new ArrayList<>();
    ByteStreamObserver once =
        new Observer() {
          @Override
          public void bytes(ByteBuffer bytes) {
            calls.add("bytes");
            throw new IllegalStateException();
          }

          @Override
          public void completed() {
            calls.add("completed");
          }
        };
    new ResponseStreamTap(source, new GuardedByteStreamObserver(once), "held").subscribe(reader);
    source.subscriber().onNext(ByteBuffer.allocate(1));
    source.subscriber().onNext(ByteBuffer.allocate(1));
    source.subscriber().onComplete();

    assertThat(calls).containsExactly("bytes", "completed");
  }

  @Test
  void aFatalErrorOfTheMachineIsNotHidden_andTakesNoSignalFromTheReader() {
    subscribeGuarded(new DyingObserver(new InternalError("made up")));

    assertThatThrownBy(() -> source.subscriber().onNext(ByteBuffer.allocate(1)))
        .isInstanceOf(InternalError.class);
    assertThatThrownBy(() -> source.subscriber().onError(new IOException("the source's")))
        .isInstanceOf(InternalError.class);
    assertThat(reader.received).hasSize(1);
    assertThat(reader.error).hasMessage("the source's");
  }

  @Test
  void wantOfMemoryOrThreadsStaysWithin() {
    subscribeGuarded(new DyingObserver(new OutOfMemoryError("unable to create native thread")));

    source.subscriber().onNext(ByteBuffer.allocate(1));
    source.subscriber().onError(new IOException("the source's"));

    assertThat(reader.received).hasSize(1);
    assertThat(reader.error).hasMessage("the source's");
  }

  @Test
  void aReaderThatThrowsIsNotHidden() {
    new ResponseStreamTap(source, new GuardedByteStreamObserver(new Observer()), "held")
        .subscribe(
            new Reader() {
              @Override
              public void onNext(ByteBuffer bytes) {
                throw new IllegalArgumentException("the reader's own");
              }
            });

    assertThatThrownBy(() -> source.subscriber().onNext(ByteBuffer.allocate(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the reader's own");
  }

  @Test
  void bytesStayInOrderWhenTheReaderAsksFromWithinOnNextAndTheSourceAnswersAtOnce() {
    source.answering = 5;
    new ResponseStreamTap(source, new Observer(), "held")
        .subscribe(
            new Reader() {
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
        .containsExactly("bytes 1", "bytes 2", "bytes 3", "bytes 4", "bytes 5", "completed");
  }

  @Test
  void eachSubscriptionGoesToTheSource() {
    ResponseStreamTap tap = new ResponseStreamTap(source, new Observer(), "held");
    tap.subscribe(new Reader());
    tap.subscribe(new Reader());

    assertThat(source.signals).containsExactly("subscribe", "subscribe");
  }

  private void subscribe(ByteStreamObserver observer) {
    new ResponseStreamTap(source, observer, "held").subscribe(reader);
  }

  private class Observer implements ByteStreamObserver {
    @Override
    public void bytes(ByteBuffer bytes) {
      observed.add("bytes " + bytes.remaining());
      bytes.position(bytes.limit());
    }

    @Override
    public void completed() {
      observed.add("completed");
    }

    @Override
    public void failed(Throwable error) {
      observed.add("failed " + error.getClass().getSimpleName());
    }

    @Override
    public void cancelled() {
      observed.add("cancelled");
    }

    @Override
    public void refused() {
      observed.add("refused");
    }
  }

  private static final class Broken implements ByteStreamObserver {
    @Override
    public void bytes(ByteBuffer bytes) {
      throw new IllegalStateException();
    }

    @Override
    public void completed() {
      throw new IllegalStateException();
    }

    @Override
    public void failed(Throwable error) {
      throw new AssertionError();
    }

    @Override
    public void cancelled() {
      throw new LinkageError();
    }
  }

  /** A publisher in the test's hand; answers demand at once as often as it is told to. */
  private static final class Source implements org.reactivestreams.Publisher<ByteBuffer> {
    private final List<String> signals = new ArrayList<>();
    private @Nullable Subscriber<? super ByteBuffer> subscriber;
    private int answering;
    private int answered;

    Subscriber<? super ByteBuffer> subscriber() {
      assertThat(subscriber).isNotNull();
      return subscriber;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> added) {
      signals.add("subscribe");
      subscriber = added;
      added.onSubscribe(
          new Subscription() {
            @Override
            public void request(long count) {
              signals.add("request " + count);
              if (answered < answering) {
                answered++;
                added.onNext(ByteBuffer.allocate(answered));
              } else if (answering > 0) {
                added.onComplete();
              }
            }

            @Override
            public void cancel() {
              signals.add("cancel");
            }
          });
    }
  }

  private void subscribeGuarded(ByteStreamObserver observer) {
    new ResponseStreamTap(source, new GuardedByteStreamObserver(observer), "held")
        .subscribe(reader);
  }

  /** Throws from each callback in which there is something to see. */
  private record DyingObserver(Error error) implements ByteStreamObserver {
    @Override
    public void bytes(ByteBuffer bytes) {
      throw error;
    }

    @Override
    public void failed(Throwable thrown) {
      throw error;
    }

    @Override
    public void completed() {}

    @Override
    public void cancelled() {}
  }

  private static class Reader implements Subscriber<ByteBuffer> {
    private final List<String> signals = new ArrayList<>();
    private final List<ByteBuffer> received = new ArrayList<>();
    private @Nullable Subscription subscription;
    private @Nullable Throwable error;

    Subscription subscription() {
      assertThat(subscription).isNotNull();
      return subscription;
    }

    @Override
    public void onSubscribe(Subscription given) {
      signals.add("subscribed");
      subscription = given;
    }

    @Override
    public void onNext(ByteBuffer bytes) {
      signals.add("next");
      received.add(bytes);
    }

    @Override
    public void onError(Throwable thrown) {
      signals.add("failed");
      error = thrown;
    }

    @Override
    public void onComplete() {
      signals.add("completed");
    }
  }
}
