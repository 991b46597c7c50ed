/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The same calls with ever longer prompts. */
@State(Scope.Benchmark)
public class PromptBenchmark {
  /** The operation that is called. */
  @Param({"CONVERSE", "INVOKE_MODEL"})
  public Operation operation;

  /** The length of the prompt, in characters. */
  @Param("1000")
  public int characters;

  /** What stands around the call. */
  @Param("NONE")
  public Variant variant;

  private Caller caller;

  /** Makes the client. */
  @Setup
  public void connect() {
    Sink sink = new Sink(variant);
    Clients clients = new Clients(variant, sink);
    HandWrittenSpan byHand = new HandWrittenSpan(sink.openTelemetry());
    List<String> turns = List.of(Bodies.text(characters));
    boolean own = variant == Variant.BY_HAND;
    caller =
        operation == Operation.CONVERSE
            ? new UnaryCalls(clients.sync(Bodies.converseAnswer().getBytes(UTF_8)), byHand)
                .converse(Requests.converse(Bodies.CLAUDE, turns), own)
            : new UnaryCalls(clients.sync(Bodies.claudeAnswer().getBytes(UTF_8)), byHand)
                .invokeModel(Requests.invokeModel(Bodies.CLAUDE, Bodies.claude(turns)), own);
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
