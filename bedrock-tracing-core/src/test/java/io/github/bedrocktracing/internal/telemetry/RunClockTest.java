/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service's clock is believed while that is possible, and moved where it is not. */
final class RunClockTest {
  private final ExecutionClock execution = ExecutionClock.startingNow(Context.root());
  private final RunClock clock = new RunClock(execution);

  @Test
  void momentsWithinTheCall_areLeftAsTheyAre() {
    Instant now = Instant.now();
    await(now.plusMillis(2));

    clock.seen(now.plusMillis(1));

    assertThat(clock.at(now)).isEqualTo(nanos(now));
  }

  @ParameterizedTest
  @ValueSource(longs = {-3600, 3600, -40_000_000, 40_000_000})
  void clockThatIsWrong_isMovedByWhatItIsWrong(long seconds) {
    Instant wrong = Instant.now().plusSeconds(seconds);

    clock.seen(wrong);

    long moved = clock.at(wrong);
    assertThat(moved).isBetween(execution.startEpochNanos(), clock.now());
    assertThat(clock.at(wrong.plusNanos(500)) - moved).isEqualTo(500);
  }

  @Test
  void laterEventThatSeemsToComeFromTheFuture_movesTheClockBack() {
    Instant now = Instant.now();
    clock.seen(now);
    clock.seen(now.plus(Duration.ofSeconds(10)));

    assertThat(clock.at(now.plus(Duration.ofSeconds(10)))).isLessThanOrEqualTo(clock.now());
  }

  @ParameterizedTest
  @ValueSource(longs = {-40_000_000, 40_000_000})
  void singleTimeThatIsFarOff_movesNothing(long seconds) {
    Instant first = Instant.now();
    clock.seen(first);
    clock.seen(first.plusSeconds(1));
    long before = clock.at(first);

    clock.seen(first.plusSeconds(seconds));

    assertThat(clock.at(first)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(longs = {-40_000_000, 40_000_000})
  void firstTimeThatIsFarOff_givesWayToTheSecond(long seconds) {
    Instant now = Instant.now();
    await(now.plusMillis(2));
    clock.seen(now.plusSeconds(seconds));

    clock.seen(now.plusMillis(1));

    assertThat(clock.at(now)).isEqualTo(nanos(now));
  }

  @Test
  void timesFarOffThatAgree_moveTheClock() {
    Instant now = Instant.now();
    clock.seen(now);
    clock.seen(now);
    Instant wrong = now.plusSeconds(3_600);
    clock.seen(wrong);

    clock.seen(wrong.plusSeconds(1));

    assertThat(clock.at(wrong.plusSeconds(1))).isLessThanOrEqualTo(clock.now());
    assertThat(clock.at(wrong)).isGreaterThan(execution.startEpochNanos() - 2_000_000_000L);
  }

  @Test
  void partOfARun_beginsWithItsClock_andMovesItsOwnAlone() {
    Instant now = Instant.now();
    clock.seen(now.plusSeconds(5));
    RunClock part = clock.ofPart();
    assertThat(part.at(now)).isEqualTo(clock.at(now));

    part.seen(now.plusSeconds(20));

    assertThat(part.at(now)).isLessThan(clock.at(now));
    clock.endsAt(execution.startEpochNanos() + 7);
    assertThat(part.now()).isEqualTo(execution.startEpochNanos() + 7);
  }

  @Test
  void timesThatNoClockHas_doNoHarm() {
    clock.seen(Instant.MAX);
    clock.seen(Instant.MIN);
    clock.at(Instant.MAX);
    clock.at(Instant.MIN);

    assertThat(clock.now()).isGreaterThanOrEqualTo(execution.startEpochNanos());
  }

  @Test
  void nothingIsLaterThanTheEndOfTheRun() {
    clock.endsAt(execution.startEpochNanos() + 7);

    assertThat(clock.now()).isEqualTo(execution.startEpochNanos() + 7);
    assertThat(clock.at(null)).isEqualTo(execution.startEpochNanos() + 7);
  }

  private static void await(Instant moment) {
    while (Instant.now().isBefore(moment)) {
      Thread.onSpinWait();
    }
  }

  private static long nanos(Instant instant) {
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }
}
