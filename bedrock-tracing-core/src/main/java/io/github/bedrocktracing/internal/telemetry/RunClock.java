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

  /**
   * How far what two events tell of the clocks may differ, in nanoseconds. Clocks do not leap: a
   * single time that is further off is odd itself, and moves nothing but itself.
   */
  private static final long MAX_LEAP = 60 * NANOS_PER_SECOND;

  private final ExecutionClock clock;
  private final @Nullable RunClock whole;
  private volatile long end = Long.MAX_VALUE;

  /** How many events have told of the clock what it is taken for now. */
  private int events;

  /** The least time from the writing of an event to its coming, by two clocks that may differ. */
  private long least;

  /** Whether what came first had been written before the run began here. */
  private boolean tooEarly;

  /** What a single event told that agrees with no other; null when there is none. */
  private @Nullable Long odd;

  RunClock(ExecutionClock clock) {
    this(clock, null);
  }

  private RunClock(ExecutionClock clock, @Nullable RunClock whole) {
    this.clock = clock;
    this.whole = whole;
  }

  /** Returns the clock of a part of the run, which begins as this one and may come to differ. */
  RunClock ofPart() {
    RunClock part = new RunClock(clock, this);
    part.events = events;
    part.least = least;
    part.tooEarly = tooEarly;
    return part;
  }

  /** The run is over; nothing of it is later, in nanoseconds since 1970. */
  void endsAt(long epochNanos) {
    end = epochNanos;
  }

  /** Something has come now that the service wrote at this moment. */
  void seen(Instant moment) {
    long lag = saturatedSum(now(), -epochNanos(moment));
    boolean early = epochNanos(moment) < clock.startEpochNanos();
    Long unlike = odd;
    if (events == 0 || (events == 1 && !isNear(lag, least) && Math.abs(lag) < Math.abs(least))) {
      // Of two that do not agree, the one is believed that needs the smaller correction.
      take(lag, early);
    } else if (isNear(lag, least)) {
      least = Math.min(least, lag);
      events++;
    } else if (lag < least && unlike != null && isNear(lag, unlike)) {
      take(Math.min(lag, unlike), early);
      events++;
    } else if (lag < least) {
      odd = lag;
    }
  }

  private void take(long lag, boolean early) {
    least = lag;
    tooEarly = early;
    events = 1;
    odd = null;
  }

  private static boolean isNear(long one, long other) {
    return Math.abs(one - other) <= MAX_LEAP;
  }

  /** Returns by how much the service's clock is moved. */
  private long offset() {
    return tooEarly ? least : Math.min(0, least);
  }

  /** Returns a moment of the service in nanoseconds since 1970, here; now when it is not known. */
  long at(@Nullable Instant moment) {
    return moment == null ? now() : saturatedSum(epochNanos(moment), offset());
  }

  /** Returns now in nanoseconds since 1970, but not after the run's end. */
  long now() {
    return whole != null ? whole.now() : Math.min(end, clock.epochNanos(clock.nanoTime()));
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
