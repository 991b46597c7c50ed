/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static io.github.bedrocktracing.testing.agent.AgentTrace.chunk;
import static io.github.bedrocktracing.testing.agent.AgentTrace.finalResponse;
import static io.github.bedrocktracing.testing.agent.AgentTrace.invocation;
import static io.github.bedrocktracing.testing.agent.AgentTrace.modelInput;
import static io.github.bedrocktracing.testing.agent.AgentTrace.modelOutput;
import static io.github.bedrocktracing.testing.agent.AgentTrace.part;
import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.internal.autolog.AutologInterceptor;
import io.github.bedrocktracing.testing.agent.HookedCall;
import io.github.bedrocktracing.testing.agent.TracedAgent;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.telemetry.SpanTree;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that take another turn than that to their answer. */
@ResourceLock(ProcessState.LOCK)
@ExtendWith(RestoresSwitches.class)
final class AgentTurnsTest {
  private static final String T1 = "2026-01-01T00:00:01Z";
  private static final String T2 = "2026-01-01T00:00:02Z";

  @Test
  void tracingSwitchedOffInMidStream_recordsTheRunToItsEnd() {
    byte[][] frames = {
      part(T1, modelInput("t-0", "x")),
      part(T2, modelOutput("t-0", "{}", T1, T2)),
      part(T2, finalResponse("t-0", "a")),
      chunk("a")
    };
    try (Telemetry telemetry = Telemetry.create()) {
      BedrockTracing.autolog(
          BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build());
      HookedCall call = new HookedCall(new AutologInterceptor());
      HookedCall.Stream stream = call.stream();
      stream.send(ByteBuffer.wrap(frames[0]));

      BedrockTracing.disable();
      for (int i = 1; i < frames.length; i++) {
        stream.send(ByteBuffer.wrap(frames[i]));
      }
      stream.end();
      call.returns();

      assertThat(SpanTree.of(telemetry.endedSpans()))
          .isEqualTo(
              """
              invoke_agent AGENT1 complete +final_response
                chat amazon.nova-pro-v1:0 11/7 orchestration
              """);
      assertThat(telemetry.started()).isEqualTo(telemetry.ended());
    }
  }

  @Test
  void severalToolsLeftToTheProgram_areAStepAndACallEach() {
    String first = tool("RETURN_CONTROL", "first");
    String second = tool("RETURN_CONTROL", "second");
    String own = tool("LAMBDA", "own");
    byte[] control =
        EventStreams.event(
            "returnControl",
            "{\"invocationId\":\"inv-1\",\"invocationInputs\":["
                + "{\"functionInvocationInput\":{\"actionGroup\":\"g\",\"function\":\"first\"}},"
                + "{\"functionInvocationInput\":{\"actionGroup\":\"g\",\"function\":\"second\"}}]}");

    try (TracedAgent agent = new TracedAgent()) {
      List<SpanData> spans =
          agent.run(
              part(T1, invocation("t-0", "ACTION_GROUP", first)),
              part(T1, invocation("t-0", "ACTION_GROUP", second)),
              part(T1, invocation("t-0", "ACTION_GROUP", own)),
              control);

      assertThat(spans.stream().map(SpanTree::line))
          .containsExactly(
              "execute_tool first",
              "execute_tool second",
              "execute_tool own unfinished",
              "invoke_agent AGENT1 complete");
      assertThat(attributes(spans, TracedAgent.CALL).get("gen_ai.output.messages").toString())
          .contains("\"name\":\"first\"", "\"name\":\"second\"")
          .containsOnlyOnce("finish_reason");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void guardrailThatStopsTheInput_isACompleteRun_withoutAModelCall(boolean content) {
    try (TracedAgent agent = new TracedAgent()) {
      List<SpanData> spans =
          agent.run(
              tracing -> tracing.captureContent(content),
              part(
                  T1,
                  "{\"guardrailTrace\":{\"action\":\"INTERVENED\",\"traceId\":\"g\","
                      + "\"inputAssessments\":[{\"wordPolicy\":{\"customWords\":[{\"action\":"
                      + "\"BLOCKED\",\"match\":\"SECRET\"}]}}]}}"),
              chunk("no"));

      assertThat(SpanTree.of(spans))
          .isEqualTo(
              """
              invoke_agent AGENT1 INTERVENED complete
                apply_guardrail INTERVENED
              """);
      assertThat(attributes(spans, "apply_guardrail"))
          .containsEntry("aws.bedrock.guardrail.policies", List.of("word"))
          .containsEntry("aws.bedrock.guardrail.effect", "blocked");
      assertThat(spans.toString().contains("SECRET")).isEqualTo(content);
    }
  }

  @Test
  void tracesOfANewerService_hideNothing() {
    try (TracedAgent agent = new TracedAgent();
        LogLines log = LogLines.of("io.github.bedrocktracing")) {
      List<SpanData> spans =
          agent.run(
              part(T1, "{\"quantumTrace\":{\"traceId\":\"q\",\"modelInvocationOutput\":{}}}"),
              part(T1, "{\"orchestrationTrace\":{\"teleportationInput\":{\"traceId\":\"t-0\"}}}"),
              part(T1, modelInput("t-0", "x")),
              EventStreams.event("hologram", "{\"a\":1}"),
              part(T1, "{\"orchestrationTrace\":{\"observation\":{\"type\":\"NEW\"}}}"),
              part(T2, modelOutput("t-0", "{}", T1, T2)),
              part(T2, finalResponse("t-0", "a")),
              chunk("a"));

      assertThat(spans.stream().map(SpanTree::line))
          .contains("chat amazon.nova-pro-v1:0 11/7 orchestration")
          .last()
          .isEqualTo("invoke_agent AGENT1 complete +final_response");
      assertThat(log.text()).isEmpty();
    }
  }

  private static String tool(String type, String function) {
    return "\"actionGroupInvocationInput\":{\"function\":\"%s\",\"executionType\":\"%s\",\"invocationId\":\"inv-1\"}"
        .formatted(function, type);
  }
}
