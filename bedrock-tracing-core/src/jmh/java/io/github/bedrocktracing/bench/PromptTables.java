/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** The cost of a call by the length of its prompt. */
final class PromptTables {
  private static final List<String> LENGTHS =
      List.of("1000", "10000", "100000", "1000000", "10000000");
  private static final List<Variant> VARIANTS =
      List.of(Variant.NONE, Variant.ON, Variant.NEIGHBOUR);

  /** Few enough for prompts of 10 MB. */
  private static final int BATCH = 20;

  private PromptTables() {}

  /** Measures and returns the tables. */
  static String measure() throws RunnerException {
    List<Measured> results =
        Measured.run(
            PromptBenchmark.class,
            BATCH,
            options ->
                options
                    .param("characters", LENGTHS.toArray(String[]::new))
                    .param("variant", CallTables.names(VARIANTS)));
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
      for (String length : LENGTHS) {
        List<String> cells = new ArrayList<>();
        cells.add(
            (operation == Operation.CONVERSE ? "Converse, " : "InvokeModel, ")
                + "%,d KB".formatted(Integer.parseInt(length) / 1000));
        Measured none = find(results, operation, length, Variant.NONE);
        Measured on = find(results, operation, length, Variant.ON);
        Measured neighbour = find(results, operation, length, Variant.NEIGHBOUR);
        cells.add(Table.bytes(none.bytes()));
        cells.add(Table.bytes(on.bytes() - none.bytes()));
        cells.add(Table.bytes(neighbour.bytes() - none.bytes()));
        cells.add(Table.micros(none.score()) + " ± " + Table.micros(none.error()));
        cells.add(Table.micros(on.score() - none.score()));
        cells.add(Table.micros(neighbour.score() - none.score()));
        table.row(cells);
      }
    }
    return table.toString();
  }

  private static Measured find(
      List<Measured> results, Operation operation, String length, Variant variant) {
    return Measured.find(
        results, "operation", operation.name(), "characters", length, "variant", variant.name());
  }
}
