/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** How much memory a stream holds while it is in flight, with tracing and without. */
final class StreamMemory {
  private static final int STREAMS = 300;
  private static final List<Workload> WORKLOADS =
      List.of(Workload.CONVERSE_STREAM_200, Workload.CLAUDE_STREAM_200, Workload.LLAMA_STREAM_200);
  private static final List<Variant> VARIANTS =
      List.of(Variant.NONE, Variant.ON, Variant.CONTENT, Variant.NEIGHBOUR);

  private StreamMemory() {}

  /** Measures and returns the table. */
  static String measure() {
    Table table =
        new Table(
            "a stream after 100 deltas",
            "no interceptor",
            "on adds",
            "with content adds",
            "neighbour adds");
    for (Workload workload : WORKLOADS) {
      List<String> cells = new ArrayList<>(List.of(workload.label().replace(", 200 deltas", "")));
      double none = 0;
      for (Variant variant : VARIANTS) {
        // The first round loads classes and makes what is made once.
        held(workload, variant);
        double held = held(workload, variant);
        none = variant == Variant.NONE ? held : none;
        cells.add(Table.bytes(variant == Variant.NONE ? held : held - none));
      }
      table.row(cells);
    }
    return table.toString();
  }

  private static double held(Workload workload, Variant variant) {
    Sink sink = new Sink(variant);
    StreamCalls calls =
        new StreamCalls(
            new Clients(variant, sink).async(workload.answer(), 100),
            new HandWrittenSpan(sink.openTelemetry()));
    long before = used();
    List<CompletableFuture<Void>> inFlight = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      inFlight.add(
          workload.operation() == Operation.CONVERSE_STREAM
              ? calls.begin(Requests.converseStream(workload.model(), workload.turns()))
              : calls.begin(Requests.invokeModelStream(workload.model(), workload.body())));
    }
    long after = used();
    inFlight.forEach(call -> call.cancel(true));
    return (after - before) / (double) STREAMS;
  }

  /** Returns the heap in use once what nobody holds is gone. */
  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
