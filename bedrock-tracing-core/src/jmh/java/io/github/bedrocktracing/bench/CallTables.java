/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    for (Map.Entry<Integer, List<Workload>> group : byBatch(BenchSettings.workloads())) {
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
        ### Time of a call

        %s"""
        .formatted(
            tables.added(Measured::bytes, Table::bytes),
            tables.added(Measured::micros, Table::micros));
  }

  /** Returns the workloads of which as many calls are measured together. */
  static Set<Map.Entry<Integer, List<Workload>>> byBatch(List<Workload> workloads) {
    return workloads.stream()
        .collect(Collectors.groupingBy(Workload::batch, TreeMap::new, Collectors.toList()))
        .entrySet();
  }

  static String[] names(List<? extends Enum<?>> chosen) {
    return chosen.stream().map(Enum::name).toArray(String[]::new);
  }

  private Table added(ToDoubleFunction<Measured> value, Format format) {
    Table table = new Table(heads(variants));
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

  static String[] heads(List<Variant> variants) {
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
