/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import static io.github.bedrocktracing.examples.ExampleSettings.CONVERSE_MODEL;

import io.github.bedrocktracing.BedrockSession;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.examples.embedded.EmbeddedBedrock;
import io.github.bedrocktracing.examples.report.ExampleTelemetry;
import io.github.bedrocktracing.examples.report.TraceTree;
import java.io.PrintStream;

/**
 * An agent that calls a tool: one trace with the agent, both calls of the model, and the run of the
 * tool between them.
 *
 * <p>It calls the embedded Bedrock and needs no AWS account.
 */
public final class WeatherAgentExample {
  private static final String QUESTION = "What is the weather in Lisbon?";

  private WeatherAgentExample() {}

  /** Runs the example; it takes no arguments. */
  public static void main(String[] args) throws InterruptedException {
    run(System.out);
  }

  /** Runs the example and prints the answer and the trace. */
  static void run(PrintStream out) throws InterruptedException {
    String modelId = ExampleSettings.defaultModel(CONVERSE_MODEL);
    try (ExampleTelemetry telemetry = new ExampleTelemetry();
        BedrockTracing tracing =
            BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build()) {
      BedrockTracing.autolog(tracing);
      try (EmbeddedBedrock bedrock = EmbeddedBedrock.start();
          BedrockClients clients = BedrockClients.at(bedrock.endpoint())) {
        out.println(QUESTION);
        out.println(ask(new WeatherAgent(clients.sync(), modelId)));
      } finally {
        BedrockTracing.disable();
      }
      out.println();
      out.print(TraceTree.of(telemetry.spans()));
    }
  }

  private static String ask(WeatherAgent agent) {
    // readme:start session
    BedrockSession session =
        BedrockSession.builder().sessionId("session-1").userId("user-7").build();
    String answer = session.call(() -> agent.answer(QUESTION));
    // readme:end session
    return answer;
  }
}
