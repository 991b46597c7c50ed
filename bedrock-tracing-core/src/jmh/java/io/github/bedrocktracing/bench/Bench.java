/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Measures what tracing costs, prints it, and writes it to the page. */
final class Bench {
  private Bench() {}

  /** Runs the parts that are asked for. */
  public static void main(String[] args) throws Exception {
    Map<String, Callable<String>> parts = new LinkedHashMap<>();
    parts.put("calls", CallTables::measure);
    parts.put("times", TimeTable::measure);
    parts.put("events", EventTable::measure);
    parts.put("prompts", PromptTables::measure);
    parts.put("scale", Throughput::measure);
    parts.put("streams", StreamMemory::measure);
    parts.put("start", StartUp::measure);
    parts.put("jars", Footprint::measure);
    for (Map.Entry<String, Callable<String>> part : parts.entrySet()) {
      if (BenchSettings.parts().contains(part.getKey())) {
        publish(part.getKey(), part.getValue().call());
      }
    }
  }

  /** Part of the workloads or variants is only shown. */
  private static void publish(String part, String figures) throws IOException {
    System.out.printf("%n%s%n%n%s%n", PerformancePage.conditions(), figures);
    if (BenchSettings.isWhole()) {
      new PerformancePage(BenchSettings.page()).write(part, figures);
    }
  }
}
