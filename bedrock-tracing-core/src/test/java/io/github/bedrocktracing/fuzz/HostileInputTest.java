/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A million hostile inputs: nothing throws, nothing takes long, and what comes out is bounded and
 * valid. {@code -Dfuzz.seed=} repeats a run, {@code -Dfuzz.inputs=} sets its length.
 */
@Tag("fuzz")
@ExtendWith(RestoresSwitches.class)
@ResourceLock(ProcessState.LOCK)
final class HostileInputTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int WORKERS = 2;

  /** What one input may take of a processor, and, where it waits for something, of the clock. */
  private static final long MAX_CPU_MILLIS_FOR_ONE = 5_000;

  private static final long MAX_MILLIS_FOR_ONE = 60_000;
  private static final long MILLIS_BETWEEN_REPORTS = 15_000;

  private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
  private final long inputs = Long.getLong("fuzz.inputs", 1_000_000);
  private final Seeds seeds = Seeds.load();
  private final AtomicLong done = new AtomicLong();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  @Test
  void hostileInput_isReadInBoundedTimeAndSpace_withoutAnException() throws InterruptedException {
    long begun = System.nanoTime();
    System.out.printf("fuzz: seed %d, %d inputs%n", seed, inputs);
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      Worker worker = new Worker(i);
      workers.add(worker);
      worker.start();
    }
    long reported = begun;
    for (Worker worker : workers) {
      while (worker.isAlive()) {
        worker.join(200);
        workers.forEach(Worker::assertNotStuck);
        if ((System.nanoTime() - reported) / 1_000_000 > MILLIS_BETWEEN_REPORTS) {
          reported = System.nanoTime();
          System.out.printf("fuzz: %d inputs in %d s%n", done.get(), secondsSince(begun));
        }
      }
    }
    System.out.printf("fuzz: %d inputs in %d s, done%n", done.get(), secondsSince(begun));
    assertThat(failure.get()).as("seed %d", seed).isNull();
    assertThat(done.get()).isGreaterThanOrEqualTo(inputs);
  }

  private static long secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1_000_000_000;
  }

  /** Feeds its part of the inputs; each is made of a seed of its own. */
  private final class Worker extends Thread {
    private final int number;
    private volatile long inputBegun = Long.MAX_VALUE;
    private volatile long cpuBegun = Long.MAX_VALUE;
    private volatile String input = "none";

    Worker(int number) {
      super("fuzz-" + number);
      this.number = number;
      setDaemon(true);
    }

    @Override
    public void run() {
      long part = (inputs + WORKERS - 1) / WORKERS;
      for (long i = 0; i < part && failure.get() == null; i++) {
        long own = seed + i * WORKERS + number;
        Random random = new Random(own);
        Target target = target(random.nextInt(100));
        input = target + " of seed " + own;
        cpuBegun = THREADS.getThreadCpuTime(getId());
        inputBegun = System.nanoTime();
        try {
          target.feed(new Mutator(random), seeds, random);
          Oracle.nothingSwallowed();
        } catch (Throwable escaped) {
          failure.compareAndSet(null, new AssertionError(input, escaped));
        }
        done.incrementAndGet();
      }
      input = "none";
      inputBegun = Long.MAX_VALUE;
      cpuBegun = Long.MAX_VALUE;
    }

    void assertNotStuck() {
      if (isAlive()
          && (isLonger(System.nanoTime(), inputBegun, MAX_MILLIS_FOR_ONE)
              || isLonger(THREADS.getThreadCpuTime(getId()), cpuBegun, MAX_CPU_MILLIS_FOR_ONE))) {
        AssertionError stuck = new AssertionError("endless: " + input);
        stuck.setStackTrace(getStackTrace());
        throw stuck;
      }
    }
  }

  private static boolean isLonger(long now, long begun, long millis) {
    return begun != Long.MAX_VALUE && (now - begun) / 1_000_000 > millis;
  }

  private static Target target(int percent) {
    int left = percent;
    for (Target target : Target.values()) {
      left -= target.share();
      if (left < 0) {
        return target;
      }
    }
    return Target.REQUEST_BODY;
  }
}
