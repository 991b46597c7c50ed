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
  private static final int WARM_UP = 5000;

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

  /** Makes the client, and calls it often enough to be compiled. */
  @Setup
  public void connect() throws Exception {
    Sink sink = new Sink(variant);
    Clients clients = new Clients(variant, sink.openTelemetry());
    HandWrittenSpan byHand = new HandWrittenSpan(sink.openTelemetry());
    byte[] answer =
        (operation == Operation.CONVERSE ? Bodies.converseAnswer() : Bodies.claudeAnswer())
            .getBytes(UTF_8);
    UnaryCalls calls = new UnaryCalls(clients.sync(answer), byHand);
    Caller brief = caller(calls, List.of(Bodies.text(200)));
    caller = caller(calls, List.of(Bodies.text(characters)));
    // Long prompts make few calls; what all calls share is compiled before them.
    for (int i = 0; i < WARM_UP; i++) {
      brief.call();
    }
  }

  private Caller caller(UnaryCalls calls, List<String> turns) {
    boolean own = variant == Variant.BY_HAND;
    return operation == Operation.CONVERSE
        ? calls.converse(Requests.converse(Bodies.CLAUDE, turns), own)
        : calls.invokeModel(Requests.invokeModel(Bodies.CLAUDE, Bodies.claude(turns)), own);
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
