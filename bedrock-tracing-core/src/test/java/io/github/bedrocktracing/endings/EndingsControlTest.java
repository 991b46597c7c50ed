/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.testing.process.ProcessState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The calls of the matrix again and again without tracing: what differs from time to time is the
 * SDK's own doing, and no more than the matrix allows for. It prints what it has seen where that
 * differs; {@code -Dbedrock.control.calls=} sets how many calls it makes of each kind.
 */
@Tag("control")
@ResourceLock(value = ProcessState.LOCK, mode = ResourceAccessMode.READ)
final class EndingsControlTest {
  private static final int AT_A_TIME = 64;

  private final int calls = Integer.getInteger("bedrock.control.calls", 20);

  @Test
  void untracedCalls_differOnlyAsDeclared() throws InterruptedException {
    Map<Cell, List<Future<Made>>> running = new LinkedHashMap<>();
    ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      for (Cell cell : Cell.all(Attachment.UNTRACED)) {
        List<Future<Made>> ofCell = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
          ofCell.add(pool.submit(() -> make(cell)));
        }
        running.put(cell, ofCell);
      }
      List<String> failures = new ArrayList<>();
      for (Map.Entry<Cell, List<Future<Made>>> cell : running.entrySet()) {
        try {
          List<Made> made = new ArrayList<>();
          for (Future<Made> call : cell.getValue()) {
            made.add(call.get());
          }
          print(cell.getKey(), made);
          assertAsDeclared(cell.getKey(), made);
        } catch (ExecutionException | AssertionError failed) {
          failures.add(cell.getKey() + ": " + failed);
        }
      }
      assertThat(failures).as("cells of %s", running.size()).isEmpty();
    } finally {
      pool.shutdownNow();
    }
  }

  /** Makes a call, and gives the SDK the time to tell interceptors of its end. */
  private static Made make(Cell cell) {
    try (FaultyCall call = cell.untracedCall()) {
      Made made = call.make();
      try {
        await().atMost(Duration.ofSeconds(3)).until(() -> made.told() > 0);
      } catch (ConditionTimeoutException silence) {
        // Also an answer.
      }
      return made;
    }
  }

  private static void assertAsDeclared(Cell cell, List<Made> calls) {
    List<Observation> ends = cell.fault().possibleEnds(cell.operation(), cell.kind());
    Set<Integer> told = calls.stream().map(Made::told).collect(Collectors.toSet());
    if (ends.stream().map(end -> end.known().equals("signal")).distinct().count() < 2) {
      assertThat(told).as("how often interceptors are told").hasSize(1);
    }
    Set<Varying> varying = cell.fault().varying(cell.operation(), cell.kind());
    for (Made made : calls) {
      made.assertBroughtWhat(calls.get(0), varying);
      if (ends.isEmpty()) {
        made.assertLike(calls.get(0), varying);
      } else {
        cell.assertPossible(made, ends);
      }
    }
  }

  private static void print(Cell cell, List<Made> calls) {
    Map<String, Long> seen =
        calls.stream()
            .collect(Collectors.groupingBy(Made::describe, TreeMap::new, Collectors.counting()));
    if (seen.size() > 1) {
      System.out.printf("control: %s%n", cell);
      seen.forEach((what, times) -> System.out.printf("control: %5d x %s%n", times, what));
    }
  }
}
