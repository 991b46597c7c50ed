/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.process;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** The garbage collector, asked to find what nobody holds. */
public final class Garbage {
  private Garbage() {}

  /** Waits until something is so that comes after objects have been found unreachable. */
  public static void collectUntil(Callable<Boolean> reached) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              System.gc();
              return reached.call();
            });
  }
}
