/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How much memory a stream holds while it is in flight, with tracing and without. */
final class StreamMemory {
  private static final List<Workload> WORKLOADS =
      List.of(Workload.CONVERSE_STREAM_200, Workload.CLAUDE_STREAM_200, Workload.LLAMA_STREAM_200);
  private static final List<Variant> VARIANTS =
      List.of(Variant.NONE, Variant.ON, Variant.CONTENT, Variant.NEIGHBOUR);

  private StreamMemory() {}

  /** Measures and returns the table. */
  static String measure() throws IOException, InterruptedException {
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
        double held =
            OwnProcess.figures(
                StreamsInFlight.class, List.of("-Xmx1g"), workload.name(), variant.name())[0];
        none = variant == Variant.NONE ? held : none;
        cells.add(Table.bytes(variant == Variant.NONE ? held : held - none));
      }
      table.row(cells);
    }
    return table.toString();
  }
}
