/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class EndRecordedTest {
  /** Else tracing that is shut down would find the call still in flight, and keep its exit hook. */
  @Test
  void waiter_goesOnOnceTheActionHasBeenRun_notBefore() {
    CompletableFuture<CompletableFuture<Void>> waiting = new CompletableFuture<>();
    CompletableFuture<Boolean> waiterWasFirst = new CompletableFuture<>();
    EndRecorded recorded =
        new EndRecorded() {
          @Override
          void action() {
            waiterWasFirst.complete(endsWithin(waiting.join(), 300));
          }
        };
    CompletableFuture<Void> waiter =
        CompletableFuture.runAsync(
            () -> recorded.await(System.nanoTime() + TimeUnit.SECONDS.toNanos(20)));
    waiting.complete(waiter);

    recorded.comes();

    assertThat(waiterWasFirst).isCompletedWithValue(false);
    assertThat(endsWithin(waiter, 10_000)).isTrue();
  }

  private static boolean endsWithin(CompletableFuture<Void> waiter, long milliseconds) {
    try {
      waiter.get(milliseconds, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillWaiting) {
      return false;
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }
}
