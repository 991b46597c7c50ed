/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/**
 * What each further event of a stream allocates in each variant.
 *
 * <p>Measured without escape analysis: how many of the SDK's own objects the JVM leaves out depends
 * on how it happens to compile the SDK around an interceptor, and moves by hundreds of bytes where
 * no event is touched. Without it every object counts that the code makes, and each run gives the
 * same figures.
 */
final class EventTable {
  private final List<Variant> variants = BenchSettings.variants();
  private final List<Measured> results;

  private EventTable(List<Measured> results) {
    this.results = results;
  }

  /** Measures and returns the table. */
  static String measure() throws RunnerException {
    List<Workload> streams =
        BenchSettings.workloads().stream().filter(workload -> workload.deltas() > 0).toList();
    List<Measured> results = new ArrayList<>();
    for (Map.Entry<Integer, List<Workload>> group : CallTables.byBatch(streams)) {
      results.addAll(
          Measured.once(
              CallBenchmark.class,
              group.getKey(),
              options ->
                  options
                      .jvmArgsPrepend("-XX:-DoEscapeAnalysis")
                      .param("workload", CallTables.names(group.getValue()))
                      .param("variant", CallTables.names(BenchSettings.variants()))));
    }
    return new EventTable(results).table(streams).toString();
  }

  private Table table(List<Workload> streams) {
    Table table = new Table(CallTables.heads(variants));
    for (Workload few : streams) {
      Workload many = many(few);
      if (many == null || !streams.contains(many)) {
        continue;
      }
      List<String> cells = new ArrayList<>(List.of(few.label().replace(", 200 deltas", "")));
      double none = slope(few, many, Variant.NONE);
      for (Variant variant : variants) {
        double slope = slope(few, many, variant);
        cells.add(
            Table.bytes(variant == Variant.NONE || Double.isNaN(none) ? slope : slope - none));
      }
      table.row(cells);
    }
    return table;
  }

  private double slope(Workload few, Workload many, Variant variant) {
    Measured less = find(few, variant);
    Measured more = find(many, variant);
    return less == null || more == null
        ? Double.NaN
        : (more.bytes() - less.bytes()) / (many.deltas() - few.deltas());
  }

  private static Workload many(Workload few) {
    return switch (few) {
      case CONVERSE_STREAM_200 -> Workload.CONVERSE_STREAM_20000;
      case CLAUDE_STREAM_200 -> Workload.CLAUDE_STREAM_20000;
      case LLAMA_STREAM_200 -> Workload.LLAMA_STREAM_20000;
      default -> null;
    };
  }

  private Measured find(Workload workload, Variant variant) {
    return Measured.find(results, "workload", workload.name(), "variant", variant.name());
  }
}
