/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.process;

import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.core.ConditionTimeoutException;

/** The garbage collector, asked to find what nobody holds. */
public final class Garbage {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final long NANOS_BETWEEN = TimeUnit.MILLISECONDS.toNanos(100);
  private static long lastCollected = System.nanoTime() - NANOS_BETWEEN;

  private Garbage() {}

  /** Waits until something is so that comes after objects have been found unreachable. */
  public static void collectUntil(Callable<Boolean> reached) {
    WeakReference<Object> probe = new WeakReference<>(new Object());
    AtomicBoolean cleaned = new AtomicBoolean();
    CLEANER.register(new Object(), () -> cleaned.set(true));
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                collect();
                return reached.call();
              });
    } catch (ConditionTimeoutException timeout) {
      throw new AssertionError(
          "not reached; garbage is collected: %s, cleaned: %s; the threads are at%n%s"
              .formatted(probe.refersTo(null), cleaned, threads()),
          timeout);
    }
  }

  /** Collects for all tests that wait side by side. */
  private static synchronized void collect() {
    if (System.nanoTime() - lastCollected >= NANOS_BETWEEN) {
      System.gc();
      lastCollected = System.nanoTime();
    }
  }

  /** One of them may hold what should be garbage, or keep its cleaner waiting. */
  private static String threads() {
    return Thread.getAllStackTraces().entrySet().stream()
        .sorted(Map.Entry.comparingByKey((a, b) -> a.getName().compareTo(b.getName())))
        .map(
            each ->
                each.getKey()
                    + Arrays.stream(each.getValue())
                        .limit(25)
                        .map(frame -> "\n    " + frame)
                        .collect(joining()))
        .collect(joining("\n"));
  }
}
