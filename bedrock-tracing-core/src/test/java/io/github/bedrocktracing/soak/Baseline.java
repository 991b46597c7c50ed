/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.soak;

import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * What callers see of each call without tracing under the same load, against which is held what
 * they see with it.
 */
final class Baseline {
  private static final int MAX_WRONG = 20;

  private final Map<String, Set<Outcome>> untraced = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  /** Takes what an untraced caller has seen. */
  void learn(SoakCalls.Call call, Outcome outcome) {
    count(call, "untraced", outcome);
    untraced.computeIfAbsent(call.name(), name -> ConcurrentHashMap.newKeySet()).add(outcome);
    call.race()
        .ifPresent(
            race -> {
              if (!isPossible(race, outcome)) {
                add(call.name() + ", untraced, not as declared: " + outcome);
              }
            });
  }

  /** Compares what a caller has seen while tracing may have been on. */
  void compare(SoakCalls.Call call, Outcome outcome) {
    count(call, "traced", outcome);
    Optional<SoakCalls.Race> race = call.race();
    boolean known =
        race.isPresent()
            ? isPossible(race.get(), outcome)
            : untraced.getOrDefault(call.name(), Set.of()).contains(outcome);
    if (!known) {
      add(call.name() + ": " + outcome + ", untraced " + untraced.get(call.name()));
    }
  }

  /** Takes a call that could not be made at all. */
  void broken(SoakCalls.Call call, Throwable failure) {
    add(call.name() + ": " + failure);
  }

  /** Returns the first calls that ended otherwise than untraced ones. */
  Queue<String> wrong() {
    return wrong;
  }

  /** Returns how many callers have seen what, of the calls where the SDK races with itself. */
  Map<String, LongAdder> races() {
    return new TreeMap<>(counts);
  }

  private boolean isPossible(SoakCalls.Race race, Outcome outcome) {
    return race.errorTypes().contains(outcome.errorType())
        && untraced.get(race.beginsLike()).stream().anyMatch(outcome::beginsLike);
  }

  private void count(SoakCalls.Call call, String by, Outcome outcome) {
    if (call.race().isPresent()) {
      counts
          .computeIfAbsent(
              call.name() + ", " + by + ": " + outcome.describe(), key -> new LongAdder())
          .increment();
    }
  }

  private void add(String what) {
    if (wrong.size() < MAX_WRONG) {
      wrong.add(what);
    }
  }
}
