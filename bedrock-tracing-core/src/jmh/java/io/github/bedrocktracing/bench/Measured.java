/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What one benchmark showed with one set of parameters: of each figure the least, since whatever
 * else a machine does adds to it.
 *
 * @param micros microseconds a call
 * @param bytes bytes allocated by a call, on all threads
 */
record Measured(Map<String, String> parameters, double micros, double bytes) {
  /** A call with a long history takes ten times as long before as after so many batches. */
  private static final int WARMUPS = 8;

  /**
   * Runs benchmarks, each set of parameters in a JVM of its own in each round. Rounds come after
   * each other, so that a busy minute meets one JVM of a set of parameters only.
   *
   * <p>Calls are counted and not timed, and compiled before they go on: how much is allocated then
   * does not depend on what else the machine does.
   *
   * @param batch how many calls are measured together in a full run
   */
  static List<Measured> run(
      Class<?> benchmark, int batch, Consumer<ChainedOptionsBuilder> configuration)
      throws RunnerException {
    return run(benchmark, batch, BenchSettings.rounds(), configuration);
  }

  /** Runs benchmarks as {@link #run} does, in one round, for figures that are always the same. */
  static List<Measured> once(
      Class<?> benchmark, int batch, Consumer<ChainedOptionsBuilder> configuration)
      throws RunnerException {
    return run(benchmark, batch, 1, configuration);
  }

  private static List<Measured> run(
      Class<?> benchmark, int batch, int rounds, Consumer<ChainedOptionsBuilder> configuration)
      throws RunnerException {
    boolean full = BenchSettings.isFull();
    int calls = full ? batch : Math.max(2, batch / 4);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(benchmark.getName().replace(".", "\\.") + "\\..*")
            .mode(Mode.SingleShotTime)
            .timeUnit(TimeUnit.MICROSECONDS)
            .forks(1)
            .warmupIterations(full ? WARMUPS : 3)
            .warmupBatchSize(calls)
            .measurementIterations(full ? 4 : 2)
            .measurementBatchSize(calls)
            .jvmArgsAppend("-Xms1g", "-Xmx1g", "-XX:+UseParallelGC", "-Xbatch")
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .addProfiler(GCProfiler.class);
    configuration.accept(options);
    Map<Map<String, String>, Measured> measured = new LinkedHashMap<>();
    for (int round = 1; round <= rounds; round++) {
      System.out.printf(
          "%s, %d calls at a time: round %d of %d%n",
          benchmark.getSimpleName(), calls, round, rounds);
      for (RunResult result : new Runner(options.build()).run()) {
        Measured one = of(result, calls);
        measured.merge(one.parameters, one, Measured::least);
      }
    }
    return new ArrayList<>(measured.values());
  }

  private static Measured of(RunResult result, int batch) {
    Map<String, String> parameters = new TreeMap<>();
    for (String name : result.getParams().getParamsKeys()) {
      parameters.put(name, result.getParams().getParam(name));
    }
    double bytes =
        result.getSecondaryResults().entrySet().stream()
            .filter(entry -> entry.getKey().endsWith("gc.alloc.rate.norm"))
            .mapToDouble(entry -> entry.getValue().getStatistics().getMin())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("JMH told of no allocation"));
    // Both are those of a whole batch.
    double micros = result.getPrimaryResult().getStatistics().getMin();
    return new Measured(parameters, micros / batch, bytes / batch);
  }

  private Measured least(Measured other) {
    return new Measured(parameters, Math.min(micros, other.micros), Math.min(bytes, other.bytes));
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
