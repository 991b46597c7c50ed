/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.neighbours.NeighboursProgram.Step;
import io.github.bedrocktracing.testing.process.JavaProcess.Output;
import io.github.bedrocktracing.testing.process.OtherInstrumentation;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Beside the agent of the AWS Distro for OpenTelemetry. The version here is older than the API's
 * way of asking for a global instance, and has no part for Bedrock: it makes plain spans of
 * requests.
 */
// The newest of these agents that resolves fails to start on JDK 25.
@EnabledForJreRange(max = JRE.JAVA_24)
class AwsDistroAgentTest {
  private static final Path AGENT = Path.of("target", "neighbours", "aws-opentelemetry-agent.jar");

  private final OtherInstrumentation telemetry = new OtherInstrumentation();

  @AfterEach
  void close() {
    telemetry.close();
  }

  @Test
  void callsHaveOurSpans_inTheAgentsOpenTelemetry() {
    Output output = program(Step.AUTOLOG, Step.CONVERSE, Step.CONVERSE_ASYNC, Step.CONVERSE_STREAM);

    assertThat(output.lines()).contains("answer Hello.", "answered");
    assertThat(output.ownWarnings()).isEmpty();
    assertThat(telemetry.genAiSpans()).as("gen_ai spans").isEqualTo(3);
    assertThat(telemetry.spansThatTellOurs()).as("whole spans").isEqualTo(3);
    assertThat(telemetry.metrics("gen_ai.client.token.usage")).as("counts of tokens").isEqualTo(1);
    assertThat(telemetry.traces()).contains("rpc.method", "aws.agent");
    // An SDK of the library's own would have a thread of its own.
    assertThat(output.toString().split("BatchSpanProcessor", -1)).hasSize(2);
  }

  @Test
  void withoutAutologWeDoNothing() {
    Output output = program(Step.CONVERSE);

    assertThat(output.ownWarnings()).isEmpty();
    assertThat(telemetry.traces()).contains("rpc.method");
    assertThat(telemetry.genAiSpans()).isZero();
  }

  private Output program(Step... steps) {
    assertThat(AGENT).as("the agent, which the build puts there").exists();
    return telemetry
        .program(NeighboursProgram.class, steps)
        .agent(AGENT)
        // It else looks for the machine that it runs on, by its network.
        .variable("OTEL_RESOURCE_PROVIDERS_AWS_ENABLED", "false")
        .run();
  }
}
