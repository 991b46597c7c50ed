/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.bedrocktracing.testing.process.Garbage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.reactivestreams.example.unicast.AsyncIterablePublisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.SkipException;

/** The rules of reactive-streams, as its own kit tests them, with the tap in between. */
class ResponseStreamTapTckTest {
  private static final ExecutorService EXECUTOR = Executors.newCachedThreadPool();

  @AfterAll
  static void stop() {
    EXECUTOR.shutdownNow();
  }

  @TestFactory
  Stream<DynamicTest> keepsTheRules() {
    return Arrays.stream(PublisherVerification.class.getMethods())
        .filter(method -> method.isAnnotationPresent(org.testng.annotations.Test.class))
        .filter(method -> !method.getName().startsWith("untested_"))
        .sorted(Comparator.comparing(Method::getName))
        .map(method -> DynamicTest.dynamicTest(method.getName(), () -> verify(method)));
  }

  private static void verify(Method rule) throws Throwable {
    TappedPublisher verification = new TappedPublisher();
    verification.setUp();
    try {
      rule.invoke(verification);
    } catch (InvocationTargetException failure) {
      // What a publisher need not do, the kit skips when it does not.
      Assumptions.assumeFalse(
          rule.getName().startsWith("optional_") && failure.getCause() instanceof SkipException,
          String.valueOf(failure.getCause()));
      throw failure.getCause();
    }
  }

  /** A publisher of byte buffers with a tap on it. */
  private static final class TappedPublisher extends PublisherVerification<ByteBuffer> {
    /** How long what is to come may take, which on a busy machine is more than it ever should. */
    private static final long PATIENCE_MILLIS = 10_000;

    /** How long the kit sleeps before it looks whether a subscriber has been let go. */
    private static final long RELEASE_MILLIS = 2_000;

    TappedPublisher() {
      super(new TestEnvironment(PATIENCE_MILLIS, 100, 20), RELEASE_MILLIS);
    }

    /** The kit itself collects garbage once, and looks for a tenth of a second. */
    @Override
    public void
        required_spec313_cancelMustMakeThePublisherEventuallyDropAllReferencesToTheSubscriber() {
      CompletableFuture<Void> rule =
          CompletableFuture.runAsync(
              () ->
                  assertThatCode(
                          super
                              ::required_spec313_cancelMustMakeThePublisherEventuallyDropAllReferencesToTheSubscriber)
                      .doesNotThrowAnyException(),
              EXECUTOR);
      Garbage.collectUntil(rule::isDone);
      rule.join();
    }

    @Override
    public Publisher<ByteBuffer> createPublisher(long elements) {
      Iterable<ByteBuffer> buffers =
          () -> LongStream.range(0, elements).mapToObj(i -> ByteBuffer.allocate(8)).iterator();
      return tapped(new AsyncIterablePublisher<>(buffers, EXECUTOR));
    }

    @Override
    public Publisher<ByteBuffer> createFailedPublisher() {
      return tapped(
          subscriber -> {
            subscriber.onSubscribe(new NoSubscription());
            subscriber.onError(new IllegalStateException("failed from the start"));
          });
    }

    private static Publisher<ByteBuffer> tapped(Publisher<ByteBuffer> source) {
      return new ResponseStreamTap(
          source, new GuardedByteStreamObserver(new ReadingObserver()), "held");
    }
  }

  private static final class NoSubscription implements Subscription {
    @Override
    public void request(long count) {}

    @Override
    public void cancel() {}
  }

  private static final class ReadingObserver implements ByteStreamObserver {
    @Override
    public void bytes(ByteBuffer bytes) {
      bytes.position(bytes.limit());
    }

    @Override
    public void completed() {}

    @Override
    public void failed(Throwable error) {}

    @Override
    public void cancelled() {}
  }
}
