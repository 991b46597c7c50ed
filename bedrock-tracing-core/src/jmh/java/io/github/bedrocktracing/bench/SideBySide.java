/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that times the variants of one workload in turn, some milliseconds each, a few hundred
 * times over: a busy moment, a slow processor and what the JVM has compiled meet all of them.
 */
final class SideBySide {
  /** The variants whose times are compared, the one that the others add to first. */
  static final List<Variant> VARIANTS =
      List.of(
          Variant.NONE,
          Variant.EMPTY,
          Variant.REPLAY,
          Variant.ON,
          Variant.NEIGHBOUR,
          Variant.BY_HAND);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long TURN_NANOS = 4_000_000;

  private SideBySide() {}

  /**
   * Tells nanoseconds a call: of the first variant the middle of all turns, of each other one the
   * middle of what it took more than the first in the same turn.
   *
   * @param arguments the workload, seconds before it is measured, and seconds in which it is
   */
  public static void main(String[] arguments) throws Exception {
    Workload workload = Workload.valueOf(arguments[0]);
    List<Caller> callers = new ArrayList<>();
    for (Variant variant : VARIANTS) {
      Sink sink = new Sink(variant);
      Caller caller = Caller.of(workload, variant, sink.openTelemetry());
      Checks.recorded(workload, variant, caller.call(), sink.spans());
      callers.add(caller);
    }
    int calls = turns(callers, 1, Long.parseLong(arguments[1])).callsInTurn();
    Turns measured = turns(callers, calls, Long.parseLong(arguments[2]));
    long[] figures = new long[callers.size()];
    for (int i = 0; i < figures.length; i++) {
      figures[i] = measured.added(i);
    }
    OwnProcess.tell(figures);
    callers.forEach(Caller::close);
  }

  private static Turns turns(List<Caller> callers, int calls, long seconds) throws Exception {
    Turns turns = new Turns(calls);
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    for (int turn = 0; System.nanoTime() < end; turn++) {
      long[] nanos = new long[callers.size()];
      // Each comes first equally often, in both directions round the list.
      for (int i = 0; i < nanos.length; i++) {
        int step = turn % 2 == 0 ? i : nanos.length - 1 - i;
        int place = (step + turn / 2) % nanos.length;
        nanos[place] = nanos(callers.get(place), calls);
      }
      turns.nanos.add(nanos);
    }
    return turns;
  }

  /** Returns the processor's time, since all of a call happens on the thread that makes it. */
  private static long nanos(Caller caller, int calls) throws Exception {
    long start = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < calls; i++) {
      caller.call();
    }
    return THREADS.getCurrentThreadCpuTime() - start;
  }

  /** What each turn took, of every variant. */
  private record Turns(int calls, List<long[]> nanos) {
    Turns(int calls) {
      this(calls, new ArrayList<>());
    }

    /** Returns how many calls fill a turn. */
    int callsInTurn() {
      return (int) Math.max(1, TURN_NANOS / Math.max(1, added(0)));
    }

    /** Returns what a call of a variant takes, or takes more than one of the first. */
    long added(int variant) {
      long[] each =
          nanos.stream()
              .mapToLong(turn -> variant == 0 ? turn[0] : turn[variant] - turn[0])
              .sorted()
              .toArray();
      return each.length == 0 ? 0 : each[each.length / 2] / calls;
    }
  }
}
