/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jmh.runner.RunnerException;

/** The cost of a call by the length of its prompt. */
final class PromptTables {
  /** Lengths in characters, and how many calls of each are measured together. */
  private static final SortedMap<Integer, Integer> BATCHES =
      new TreeMap<>(
          Map.of(1_000, 3000, 10_000, 2000, 100_000, 500, 1_000_000, 100, 10_000_000, 15));

  private static final List<Variant> VARIANTS =
      List.of(Variant.NONE, Variant.ON, Variant.NEIGHBOUR);

  private PromptTables() {}

  /** Measures and returns the tables. */
  static String measure() throws RunnerException {
    List<Measured> results = new ArrayList<>();
    for (Map.Entry<Integer, Integer> each : BATCHES.entrySet()) {
      results.addAll(
          Measured.run(
              PromptBenchmark.class,
              each.getValue(),
              options ->
                  options
                      .param("characters", each.getKey().toString())
                      .param("variant", CallTables.names(VARIANTS))));
    }
    Table table =
        new Table(
            "prompt",
            "no interceptor",
            "on adds",
            "neighbour adds",
            "no interceptor",
            "on adds",
            "neighbour adds");
    for (Operation operation : List.of(Operation.CONVERSE, Operation.INVOKE_MODEL)) {
      for (int length : BATCHES.keySet()) {
        List<String> cells = new ArrayList<>();
        cells.add(
            (operation == Operation.CONVERSE ? "Converse, " : "InvokeModel, ")
                + "%,d KB".formatted(length / 1000));
        Measured none = find(results, operation, length, Variant.NONE);
        Measured on = find(results, operation, length, Variant.ON);
        Measured neighbour = find(results, operation, length, Variant.NEIGHBOUR);
        cells.add(Table.bytes(none.bytes()));
        cells.add(Table.bytes(on.bytes() - none.bytes()));
        cells.add(Table.bytes(neighbour.bytes() - none.bytes()));
        cells.add(Table.micros(none.micros()));
        cells.add(Table.micros(on.micros() - none.micros()));
        cells.add(Table.micros(neighbour.micros() - none.micros()));
        table.row(cells);
      }
    }
    return table.toString();
  }

  private static Measured find(
      List<Measured> results, Operation operation, int length, Variant variant) {
    return Measured.find(
        results,
        "operation",
        operation.name(),
        "characters",
        Integer.toString(length),
        "variant",
        variant.name());
  }
}
