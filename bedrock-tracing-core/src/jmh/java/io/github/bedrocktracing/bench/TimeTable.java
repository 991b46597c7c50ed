/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What tracing adds to the time of a call, all variants side by side in one process. */
final class TimeTable {
  private TimeTable() {}

  /** Measures and returns the table: of each figure the middle one of the rounds. */
  static String measure() throws IOException, InterruptedException {
    List<String> heads = new ArrayList<>(Arrays.asList(CallTables.heads(SideBySide.VARIANTS)));
    heads.add("on / neighbour");
    Table table = new Table(heads.toArray(String[]::new));
    for (Workload workload : BenchSettings.workloads()) {
      System.out.printf("%s, variants side by side%n", workload.label());
      table.row(row(workload));
    }
    return table.toString();
  }

  private static List<String> row(Workload workload) throws IOException, InterruptedException {
    boolean full = BenchSettings.isFull();
    List<long[]> processes = new ArrayList<>();
    for (int i = 0; i < BenchSettings.rounds(); i++) {
      processes.add(
          OwnProcess.figures(
              SideBySide.class,
              List.of("-Xms3g", "-Xmx3g", "-Xmn2g", "-XX:+UseParallelGC"),
              workload.name(),
              full ? "20" : "3",
              full ? "12" : "3"));
    }
    List<String> cells = new ArrayList<>(List.of(workload.label()));
    for (int i = 0; i < SideBySide.VARIANTS.size(); i++) {
      cells.add(Table.micros(middle(processes, i) / 1e3));
    }
    double on = middle(processes, SideBySide.VARIANTS.indexOf(Variant.ON));
    cells.add(Table.times(on, middle(processes, SideBySide.VARIANTS.indexOf(Variant.NEIGHBOUR))));
    return cells;
  }

  private static double middle(List<long[]> processes, int figure) {
    long[] sorted = processes.stream().mapToLong(each -> each[figure]).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
