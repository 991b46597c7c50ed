/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One call to its end, in each workload and variant. */
@State(Scope.Benchmark)
public class CallBenchmark {
  /** What is called. */
  @Param("CONVERSE")
  public Workload workload;

  /** What stands around it. */
  @Param("NONE")
  public Variant variant;

  private Caller caller;

  /** Makes the client, and looks whether the variant does what it is meant to do. */
  @Setup
  public void connect() throws Exception {
    Sink sink = new Sink(variant);
    caller = Caller.of(workload, variant, sink.openTelemetry());
    Object answer = caller.call();
    Checks.recorded(workload, variant, answer, sink.spans());
  }

  /** Closes the client. */
  @TearDown
  public void disconnect() {
    caller.close();
  }

  /** Makes the call. */
  @Benchmark
  public Object call() throws Exception {
    return caller.call();
  }
}
