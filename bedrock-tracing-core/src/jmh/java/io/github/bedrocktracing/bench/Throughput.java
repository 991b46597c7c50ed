/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How many calls a second concurrent callers make together, with tracing and without. */
final class Throughput {
  private static final int TURNS = 5;
  private static final int[] CALLERS = {1, 8, 64};
  private static final List<Workload> WORKLOADS =
      List.of(Workload.CONVERSE, Workload.CLAUDE_STREAM_200);
  private static final List<Variant> VARIANTS =
      List.of(Variant.NONE, Variant.ON, Variant.NEIGHBOUR);

  private Throughput() {}

  /** Measures and returns the table. */
  static String measure() throws Exception {
    Table table = new Table("calls a second", "no interceptor", "on", "neighbour");
    for (Workload workload : WORKLOADS) {
      List<Caller> callers = new ArrayList<>();
      for (Variant variant : VARIANTS) {
        Sink sink = new Sink(variant);
        callers.add(Caller.of(workload, variant, sink.openTelemetry()));
      }
      // Compiled code is the same for all that follow, whoever is measured first.
      for (Caller caller : callers) {
        callsPerSecond(caller, 2);
      }
      for (int threads : CALLERS) {
        List<String> cells =
            new ArrayList<>(List.of(workload.label() + ", " + threads + " callers"));
        for (double best : best(callers, threads)) {
          cells.add("%,.0f".formatted(best));
        }
        table.row(cells);
      }
      callers.forEach(Caller::close);
    }
    return table.toString();
  }

  /** Returns the best of each caller's turns, which they take one after the other. */
  private static double[] best(List<Caller> callers, int threads) throws Exception {
    double[] best = new double[callers.size()];
    for (int turn = 0; turn < (BenchSettings.isFull() ? TURNS : 1); turn++) {
      for (int i = 0; i < best.length; i++) {
        best[i] = Math.max(best[i], callsPerSecond(callers.get(i), threads));
      }
    }
    return best;
  }

  private static double callsPerSecond(Caller caller, int threads) throws Exception {
    long nanos = 1_000_000_000L;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      long start = System.nanoTime();
      Callable<Long> loop =
          () -> {
            long calls = 0;
            while (System.nanoTime() - start < nanos) {
              caller.call();
              calls++;
            }
            return calls;
          };
      List<Future<Long>> loops = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        loops.add(pool.submit(loop));
      }
      long calls = 0;
      for (Future<Long> each : loops) {
        calls += each.get();
      }
      return calls * 1e9 / (System.nanoTime() - start);
    } finally {
      pool.shutdown();
    }
  }
}
