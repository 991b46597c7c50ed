/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An observer that fails takes nothing from the reader of a tapped stream. */
class GuardedStreamTapTest {
  private final List<String> observed = new ArrayList<>();
  private final PublisherInHand source = new PublisherInHand();
  private final RecordingReader reader = new RecordingReader();

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
        new RecordingObserver(observed) {
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
    new ResponseStreamTap(
            source, new GuardedByteStreamObserver(new RecordingObserver(observed)), "held")
        .subscribe(
            new RecordingReader() {
              @Override
              public void onNext(ByteBuffer bytes) {
                throw new IllegalArgumentException("the reader's own");
              }
            });

    assertThatThrownBy(() -> source.subscriber().onNext(ByteBuffer.allocate(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the reader's own");
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
}
