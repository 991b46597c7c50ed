/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The time of one execution: when it began on the wall clock, and how long ago that is on a clock
 * that nobody sets.
 */
public final class ExecutionClock {
  private static final double NANOS_PER_SECOND = 1e9;

  private static final ContextKey<ExecutionClock> KEY =
      ContextKey.named("io.github.bedrocktracing.clock");

  private final long startEpochNanos;
  private final long startNanos;

  private ExecutionClock(long startEpochNanos, long startNanos) {
    this.startEpochNanos = startEpochNanos;
    this.startNanos = startNanos;
  }

  /**
   * Returns a clock of an execution that begins now, within the work of a context.
   *
   * <p>It goes by the clock of that work, if there is one: two readings of the wall clock differ by
   * as much as a thread may have to wait between them, and a child would lie outside its parent.
   */
  public static ExecutionClock startingNow(Context context) {
    ExecutionClock outer = context.get(KEY);
    long nanos = System.nanoTime();
    if (outer != null) {
      return new ExecutionClock(outer.epochNanos(nanos), nanos);
    }
    Instant now = Instant.now();
    return new ExecutionClock(
        TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano(), nanos);
  }

  /** Returns a context whose work goes by this clock. */
  Context storeIn(Context context) {
    return context.with(KEY, this);
  }

  /** Returns now, comparable with the other moments of this clock, in nanoseconds. */
  public long nanoTime() {
    return System.nanoTime();
  }

  /** Returns the start, as a moment of {@link #nanoTime()}. */
  public long startNanoTime() {
    return startNanos;
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
