/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.soak.MoodyCollector.Mood;
import io.github.bedrocktracing.testing.process.Garbage;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Many callers for a long time, with faults, while tracing is switched on and off and the collector
 * is moody: no span is left open, nothing is kept, and each call ends as it does untraced. {@code
 * -Dsoak.seconds=} sets how long.
 */
@Tag("soak")
@ExtendWith(RestoresSwitches.class)
@ResourceLock(ProcessState.LOCK)
final class SoakTest {
  private static final int CALLERS = 64;
  private static final int ROUNDS = 6;

  /** So many calls are made in each round, however long they take, for what follows to tell. */
  private static final int MIN_CALLS = 1500;

  private static final Duration MAX_ROUND = Duration.ofMinutes(3);
  private static final long MAX_GROWTH_BYTES = 8 * 1024 * 1024;

  /** A number that is kept of each call takes more. */
  private static final double MAX_BYTES_PER_CALL = 400;

  private final long seconds = Long.getLong("soak.seconds", 600);
  private final long seed = Long.getLong("soak.seed", System.nanoTime());

  private final AtomicLong made = new AtomicLong();

  @Test
  void nothingIsLostOrKept_andNoCallerCanTell() throws InterruptedException {
    System.out.printf("soak: seed %d, %d s, %d callers%n", seed, seconds, CALLERS);
    // What the SDKs start once and for all is there after a first short run.
    run(Duration.ofSeconds(2), 1, new Baseline());
    made.set(0);
    LiveThreads threads = LiveThreads.now();
    Baseline baseline = new Baseline();

    Figures figures = run(Duration.ofSeconds(seconds), ROUNDS, baseline);

    System.out.printf(
        "soak: %d calls, %s, %.0f bytes a call%n",
        made.get(), figures, figures.heap.bytesPerCall());
    baseline.races().forEach((seen, times) -> System.out.printf("soak: %s x %s%n", times, seen));
    assertThat(baseline.wrong())
        .as("calls that ended otherwise than untraced, of %d", made.get())
        .isEmpty();
    assertThat(figures.started).isPositive().isEqualTo(figures.ended);
    assertThat(figures.delivered + figures.refused + figures.dropped)
        .as("spans accounted for")
        .isEqualTo(figures.ended);
    assertThat(made.get()).as("calls").isGreaterThan(ROUNDS * MIN_CALLS);
    assertThat(figures.heap.growth()).as("%s", figures.heap).isLessThan(MAX_GROWTH_BYTES);
    assertThat(figures.heap.bytesPerCall())
        .as("bytes kept of each call; %s", figures.heap)
        .isLessThan(MAX_BYTES_PER_CALL);
    // Threads that are no longer needed end a minute later.
    await()
        .pollInSameThread()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(LiveThreads.now().beyond(threads))
                    .as("threads beyond those that were there before")
                    .isEmpty());
  }

  private Figures run(Duration time, int rounds, Baseline baseline) throws InterruptedException {
    HeapTrend heap = new HeapTrend();
    try (MoodyCollector collector = new MoodyCollector();
        SoakCalls calls = new SoakCalls()) {
      CountedTelemetry telemetry = new CountedTelemetry(collector.endpoint());
      calls.calls().forEach(call -> baseline.learn(call, call.outcome()));
      callAll(calls, time.dividedBy(rounds), seed - 1, baseline::learn, baseline, List.of());
      for (int round = 0; round < rounds; round++) {
        load(calls, telemetry, collector, time.dividedBy(rounds), seed + round, baseline);
        Garbage.collectUntil(() -> telemetry.started() == telemetry.ended());
        long inUse = heapAfterCollection();
        heap.add(made.get(), inUse);
        System.out.printf(
            "soak: round %d, %d calls, %d spans, heap %d KiB%n",
            round + 1, made.get(), telemetry.ended(), inUse / 1024);
      }
      collector.be(Mood.WELL);
      telemetry.sdk().getSdkTracerProvider().forceFlush().join(60, TimeUnit.SECONDS);
      telemetry.close();
      return new Figures(
          telemetry.started(),
          telemetry.ended(),
          telemetry.delivered(),
          telemetry.refused(),
          telemetry.droppedByQueue(),
          heap);
    }
  }

  private void load(
      SoakCalls calls,
      CountedTelemetry telemetry,
      MoodyCollector collector,
      Duration time,
      long roundSeed,
      Baseline baseline)
      throws InterruptedException {
    callAll(
        calls,
        time,
        roundSeed,
        baseline::compare,
        baseline,
        List.of(
            over -> switchUntil(over, telemetry), over -> changeMoodUntil(over, collector, time)));
  }

  /** Lets all callers call for a time, with what disturbs them meanwhile. */
  private void callAll(
      SoakCalls calls,
      Duration time,
      long roundSeed,
      BiConsumer<SoakCalls.Call, Outcome> sight,
      Baseline baseline,
      List<Consumer<AtomicBoolean>> disturbances)
      throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      Random random = new Random(roundSeed * CALLERS + i);
      threads.add(
          new Thread(() -> callUntil(over, calls, random, sight, baseline), "soak-caller-" + i));
    }
    disturbances.forEach(
        disturbance -> threads.add(new Thread(() -> disturbance.accept(over), "soak-disturbance")));
    threads.forEach(Thread::start);
    pass(time);
    over.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Waits for a time, and longer where fewer calls than wanted have been made in it. */
  private void pass(Duration time) {
    long enough = made.get() + MIN_CALLS;
    long begun = System.nanoTime();
    long latest = Math.max(time.toNanos(), MAX_ROUND.toNanos());
    for (long passed = 0;
        passed < time.toNanos() || (made.get() < enough && passed < latest);
        passed = System.nanoTime() - begun) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private void callUntil(
      AtomicBoolean over,
      SoakCalls calls,
      Random random,
      BiConsumer<SoakCalls.Call, Outcome> sight,
      Baseline baseline) {
    while (!over.get()) {
      SoakCalls.Call call = calls.calls().get(random.nextInt(calls.calls().size()));
      try {
        sight.accept(call, call.outcome());
      } catch (AssertionError | RuntimeException failed) {
        baseline.broken(call, failed);
      }
      made.incrementAndGet();
    }
  }

  /** Switches tracing on with one configuration, with another, and off, again and again. */
  private static void switchUntil(AtomicBoolean over, CountedTelemetry telemetry) {
    BedrockTracing plain = BedrockTracing.builder().openTelemetry(telemetry.sdk()).build();
    for (int turn = 0; !over.get(); turn++) {
      switch (turn % 4) {
        case 0 -> BedrockTracing.autolog(plain);
        case 1 ->
            BedrockTracing.autolog(
                BedrockTracing.builder()
                    .openTelemetry(telemetry.sdk())
                    .captureContent(true)
                    .streamEvents(true)
                    .build());
        case 2 -> System.setProperty("bedrock.tracing.enabled", "false");
        default -> {
          System.clearProperty("bedrock.tracing.enabled");
          BedrockTracing.disable();
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(turn % 4 < 2 ? 400 : 50));
    }
    System.clearProperty("bedrock.tracing.enabled");
    BedrockTracing.disable();
  }

  /** Lets the collector go through all its moods once. */
  private static void changeMoodUntil(AtomicBoolean over, MoodyCollector collector, Duration time) {
    List<Mood> moods = List.of(Mood.values());
    for (int turn = 0; !over.get(); turn++) {
      collector.be(moods.get(turn % moods.size()));
      long until = System.nanoTime() + time.toNanos() / moods.size();
      while (!over.get() && System.nanoTime() < until) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
  }

  private static long heapAfterCollection() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    return least;
  }

  /** What was counted. */
  private record Figures(
      long started, long ended, long delivered, long refused, long dropped, HeapTrend heap) {}
}
