/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The service's clock as the program's clock sees it. What the service wrote cannot have been
 * written before the run began here, nor after it has come here; where it seems so, the clocks
 * differ, and the service's is moved by as much.
 */
final class RunClock {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final ExecutionClock clock;
  private volatile long end = Long.MAX_VALUE;
  private long offset;
  private boolean seen;

  RunClock(ExecutionClock clock) {
    this.clock = clock;
  }

  /** The run is over; nothing of it is later, in nanoseconds since 1970. */
  void endsAt(long epochNanos) {
    end = epochNanos;
  }

  /** Something has come now that the service wrote at this moment. */
  void seen(Instant moment) {
    long now = now();
    long written = saturatedSum(epochNanos(moment), offset);
    boolean tooEarly = !seen && written < clock.startEpochNanos();
    if (written > now || tooEarly) {
      offset = saturatedSum(now, -epochNanos(moment));
    }
    seen = true;
  }

  /** Returns a moment of the service in nanoseconds since 1970, here; now when it is not known. */
  long at(@Nullable Instant moment) {
    return moment == null ? now() : saturatedSum(epochNanos(moment), offset);
  }

  /** Returns now in nanoseconds since 1970, but not after the run's end. */
  long now() {
    return Math.min(end, clock.epochNanos(clock.nanoTime()));
  }

  private static long epochNanos(Instant moment) {
    long seconds = moment.getEpochSecond();
    if (Math.abs(seconds) > Long.MAX_VALUE / NANOS_PER_SECOND / 4) {
      // Far from any time that a span can have, and small enough to be added to.
      return Long.signum(seconds) * (Long.MAX_VALUE / 4);
    }
    return seconds * NANOS_PER_SECOND + moment.getNano();
  }

  private static long saturatedSum(long a, long b) {
    long sum = a + b;
    return ((a ^ sum) & (b ^ sum)) < 0 ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }
}
