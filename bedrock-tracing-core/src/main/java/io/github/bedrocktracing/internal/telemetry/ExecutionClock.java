/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The time of one execution: when it began on the wall clock, and how long ago that is on a clock
 * that nobody sets.
 */
public final class ExecutionClock {
  private static final double NANOS_PER_SECOND = 1e9;

  private final long startEpochNanos;
  private final long startNanos;

  private ExecutionClock(long startEpochNanos, long startNanos) {
    this.startEpochNanos = startEpochNanos;
    this.startNanos = startNanos;
  }

  /** Returns a clock of an execution that begins now. */
  public static ExecutionClock startingNow() {
    Instant now = Instant.now();
    return new ExecutionClock(
        TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano(), System.nanoTime());
  }

  /** Returns now, comparable with the other moments of this clock, in nanoseconds. */
  public long nanoTime() {
    return System.nanoTime();
  }

  /** Returns the time from the start to a moment of {@link #nanoTime()}, in seconds. */
  public double secondsUntil(long nanoTime) {
    return (nanoTime - startNanos) / NANOS_PER_SECOND;
  }

  /** Returns the start in nanoseconds since 1970. */
  long startEpochNanos() {
    return startEpochNanos;
  }

  /** Returns a moment of {@link #nanoTime()} in nanoseconds since 1970. */
  long epochNanos(long nanoTime) {
    return startEpochNanos + (nanoTime - startNanos);
  }
}
