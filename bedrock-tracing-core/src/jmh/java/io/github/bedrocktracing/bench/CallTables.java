/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;

/** The cost of a call in each workload and variant. */
final class CallTables {
  private final List<Workload> workloads = BenchSettings.workloads();
  private final List<Variant> variants = BenchSettings.variants();
  private final List<Measured> results;

  private CallTables(List<Measured> results) {
    this.results = results;
  }

  /** Measures and returns the tables. */
  static String measure() throws RunnerException {
    List<Measured> results = new ArrayList<>();
    Map<Integer, List<Workload>> byBatch =
        BenchSettings.workloads().stream()
            .collect(Collectors.groupingBy(Workload::batch, TreeMap::new, Collectors.toList()));
    for (Map.Entry<Integer, List<Workload>> group : byBatch.entrySet()) {
      results.addAll(
          Measured.run(
              CallBenchmark.class,
              group.getKey(),
              options ->
                  options
                      .param("workload", names(group.getValue()))
                      .param("variant", names(BenchSettings.variants()))));
    }
    CallTables tables = new CallTables(results);
    return """
        ### Allocation of a call

        The first column is what a call allocates without an interceptor; the others are what they
        add to it, and how many times the whole then is the first.

        %s
        ### Allocation of an event

        What each further event of a stream adds, between 200 and 20,000 deltas.

        %s
        ### Time of a call

        %s"""
        .formatted(
            tables.added(Measured::bytes, Table::bytes),
            tables.perEvent(),
            tables.added(Measured::micros, Table::micros));
  }

  static String[] names(List<? extends Enum<?>> chosen) {
    return chosen.stream().map(Enum::name).toArray(String[]::new);
  }

  private Table added(ToDoubleFunction<Measured> value, Format format) {
    Table table = new Table(heads());
    for (Workload workload : workloads) {
      List<String> cells = new ArrayList<>(List.of(workload.label()));
      Measured none = find(workload, Variant.NONE);
      for (Variant variant : variants) {
        Measured measured = find(workload, variant);
        if (none == null || variant == Variant.NONE) {
          cells.add(format.text(value.applyAsDouble(measured)));
        } else {
          double base = value.applyAsDouble(none);
          double whole = value.applyAsDouble(measured);
          cells.add("%s (%s)".formatted(format.text(whole - base), Table.times(whole, base)));
        }
      }
      table.row(cells);
    }
    return table;
  }

  private Table perEvent() {
    Table table = new Table(heads());
    for (Workload few : workloads) {
      Workload many = many(few);
      if (many == null || !workloads.contains(many)) {
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

  private String[] heads() {
    List<String> heads = new ArrayList<>(List.of(""));
    variants.forEach(variant -> heads.add(variant.label()));
    return heads.toArray(String[]::new);
  }

  private Measured find(Workload workload, Variant variant) {
    return Measured.find(results, "workload", workload.name(), "variant", variant.name());
  }

  private interface Format {
    String text(double value);
  }
}
