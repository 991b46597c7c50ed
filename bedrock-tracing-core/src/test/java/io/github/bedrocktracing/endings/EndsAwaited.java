/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** Waits for ends, of which the garbage collector alone may tell, for many calls at a time. */
final class EndsAwaited {
  private static final Object COLLECTING = new Object();
  private static final long MIN_MILLIS_BETWEEN = 300;
  private static long lastCollected;

  private EndsAwaited() {}

  /** Waits for a time in which most ends come. */
  static void whileOpen(Callable<Boolean> ended) {
    try {
      until(ended, Duration.ofSeconds(12));
    } catch (ConditionTimeoutException late) {
      // Over HTTP/1.1 the SDK may hold a cancelled call for as long as its connections live.
    }
  }

  /** Waits for the end, which must come. */
  static void until(Callable<Boolean> ended) {
    until(ended, Duration.ofSeconds(30));
  }

  private static void until(Callable<Boolean> ended, Duration patience) {
    await()
        .atMost(patience)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              if (ended.call()) {
                return true;
              }
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
