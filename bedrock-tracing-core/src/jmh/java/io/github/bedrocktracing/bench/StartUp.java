/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What switching tracing on adds to the start of a program, in processes of their own. */
final class StartUp {
  private StartUp() {}

  /** Measures and returns the table: of each figure, the middle one of the processes. */
  static String measure() throws Exception {
    Table table =
        new Table("", "autolog()", "classes loaded", "client and first call", "classes loaded");
    table.row(row("untraced", "untraced"));
    table.row(row("autolog(), an SDK of the library's own", "traced"));
    return table.toString();
  }

  private static List<String> row(String label, String how) throws Exception {
    List<long[]> runs = new ArrayList<>();
    for (int i = 0; i < (BenchSettings.isFull() ? 9 : 3); i++) {
      runs.add(start(how));
    }
    return List.of(
        label,
        "%.0f ms".formatted(middle(runs, 0) / 1e6),
        "%,d".formatted(middle(runs, 1)),
        "%.0f ms".formatted(middle(runs, 2) / 1e6),
        "%,d".formatted(middle(runs, 3)));
  }

  private static long middle(List<long[]> runs, int figure) {
    long[] sorted = runs.stream().mapToLong(run -> run[figure]).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static long[] start(String how) throws IOException, InterruptedException {
    return OwnProcess.figures(
        FirstCall.class, List.of("-Dotel.exporter.otlp.endpoint=http://127.0.0.1:9"), how);
  }
}
