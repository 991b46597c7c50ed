/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import org.junit.jupiter.api.Test;

class ExecutionClockTest {
  @Test
  void clockWithinOtherWork_goesByItsClock() {
    ExecutionClock outer = ExecutionClock.startingNow(Context.root());

    ExecutionClock inner = ExecutionClock.startingNow(outer.storeIn(Context.root()));

    long moment = System.nanoTime();
    assertThat(inner.epochNanos(moment)).isEqualTo(outer.epochNanos(moment));
    assertThat(inner.startEpochNanos()).isGreaterThanOrEqualTo(outer.startEpochNanos());
  }

  @Test
  void startAndLaterMoments_areAsFarApartOnBothClocks() {
    ExecutionClock clock = ExecutionClock.startingNow(Context.root());
    long moment = clock.nanoTime();

    assertThat((clock.epochNanos(moment) - clock.startEpochNanos()) / 1e9)
        .isEqualTo(clock.secondsUntil(moment));
  }
}
