/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What one benchmark showed with one set of parameters.
 *
 * @param score JMH's score: microseconds a call, or calls a second
 * @param error half of its confidence interval
 * @param bytes bytes allocated by a call, on all threads
 */
record Measured(Map<String, String> parameters, double score, double error, double bytes) {
  /** Runs benchmarks, each set of parameters in a JVM of its own. */
  static List<Measured> run(Class<?> benchmark, Consumer<ChainedOptionsBuilder> configuration)
      throws RunnerException {
    boolean full = BenchSettings.isFull();
    TimeValue length = TimeValue.milliseconds(full ? 700 : 300);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(benchmark.getName().replace(".", "\\.") + "\\..*")
            .forks(1)
            .warmupIterations(full ? 2 : 1)
            .warmupTime(length)
            .measurementIterations(full ? 3 : 1)
            .measurementTime(length)
            .jvmArgsAppend("-Xms1g", "-Xmx1g", "-XX:+UseParallelGC")
            .shouldFailOnError(true)
            .addProfiler(GCProfiler.class);
    configuration.accept(options);
    Collection<RunResult> results = new Runner(options.build()).run();
    return results.stream().map(Measured::of).toList();
  }

  private static Measured of(RunResult result) {
    Map<String, String> parameters = new TreeMap<>();
    for (String name : result.getParams().getParamsKeys()) {
      parameters.put(name, result.getParams().getParam(name));
    }
    Result<?> primary = result.getPrimaryResult();
    double bytes =
        result.getSecondaryResults().entrySet().stream()
            .filter(entry -> entry.getKey().endsWith("gc.alloc.rate.norm"))
            .mapToDouble(entry -> entry.getValue().getScore())
            .findFirst()
            .orElse(Double.NaN);
    return new Measured(parameters, primary.getScore(), primary.getScoreError(), bytes);
  }

  /** Returns the one with such parameters, names and values in turn; null when there is none. */
  static Measured find(List<Measured> all, String... parameters) {
    for (Measured each : all) {
      boolean fits = true;
      for (int i = 0; i < parameters.length; i += 2) {
        fits &= parameters[i + 1].equals(each.parameters.get(parameters[i]));
      }
      if (fits) {
        return each;
      }
    }
    return null;
  }
}
