/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import java.util.concurrent.TimeUnit;

/**
 * The end of an execution of which nothing is left to come, unless the SDK tells of it before.
 *
 * @param action ends the execution; does nothing where that has ended
 * @param sinceNanos since when the SDK keeps silent, as {@link System#nanoTime()} tells it
 */
record SilentEnd(Runnable action, long sinceNanos) {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(SilenceTimer.SECONDS);

  /** Returns whether the SDK has been silent for so long that it will not speak. */
  boolean isDue(long nowNanos) {
    return nowNanos - sinceNanos >= PATIENCE_NANOS;
  }
}
