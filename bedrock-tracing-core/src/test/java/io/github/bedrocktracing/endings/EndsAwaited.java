/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for ends, of which the garbage collector alone may tell, for many calls at a time. */
final class EndsAwaited {
  private static final Object COLLECTING = new Object();
  private static final long MIN_MILLIS_BETWEEN = 1000;
  private static long lastCollected;

  private EndsAwaited() {}

  /**
   * Waits for the end, which must come.
   *
   * @param nudge lets the SDK do what lets go of the call
   */
  static void until(Callable<Boolean> ended, Runnable nudge) {
    await()
        .atMost(Duration.ofSeconds(40))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              if (ended.call()) {
                return true;
              }
              nudge.run();
              collect();
              return ended.call();
            });
  }

  private static void collect() {
    synchronized (COLLECTING) {
      long now = System.nanoTime();
      if (lastCollected == 0
          || now - lastCollected > TimeUnit.MILLISECONDS.toNanos(MIN_MILLIS_BETWEEN)) {
        System.gc();
        lastCollected = System.nanoTime();
      }
    }
  }
}
