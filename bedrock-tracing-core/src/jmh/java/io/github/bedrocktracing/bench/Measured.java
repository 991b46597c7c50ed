/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What one benchmark showed with one set of parameters.
 *
 * @param score microseconds a call
 * @param error half of its confidence interval
 * @param bytes bytes allocated by a call, on all threads
 */
record Measured(Map<String, String> parameters, double score, double error, double bytes) {
  /**
   * Runs benchmarks, each set of parameters in a JVM of its own.
   *
   * <p>Calls are counted and not timed, and compiled before they go on: how much is allocated then
   * does not depend on what else the machine does.
   *
   * @param batch how many calls are measured together in a full run
   */
  static List<Measured> run(
      Class<?> benchmark, int batch, Consumer<ChainedOptionsBuilder> configuration)
      throws RunnerException {
    boolean full = BenchSettings.isFull();
    int calls = full ? batch : Math.max(2, batch / 4);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(benchmark.getName().replace(".", "\\.") + "\\..*")
            .mode(Mode.SingleShotTime)
            .timeUnit(TimeUnit.MICROSECONDS)
            .forks(1)
            .warmupIterations(3)
            .warmupBatchSize(calls)
            .measurementIterations(full ? 3 : 2)
            .measurementBatchSize(calls)
            .jvmArgsAppend("-Xms1g", "-Xmx1g", "-XX:+UseParallelGC", "-Xbatch")
            .shouldFailOnError(true)
            .addProfiler(GCProfiler.class);
    configuration.accept(options);
    List<Measured> measured = new ArrayList<>();
    for (RunResult result : new Runner(options.build()).run()) {
      measured.add(of(result, calls));
    }
    return measured;
  }

  private static Measured of(RunResult result, int batch) {
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
    // The score is the time of a whole batch, and so is what was allocated.
    return new Measured(
        parameters, primary.getScore() / batch, primary.getScoreError() / batch, bytes / batch);
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
