/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static io.github.bedrocktracing.testing.agent.AgentTrace.chunk;
import static io.github.bedrocktracing.testing.agent.AgentTrace.modelInput;
import static io.github.bedrocktracing.testing.agent.AgentTrace.orchestration;
import static io.github.bedrocktracing.testing.agent.AgentTrace.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.agent.AgentCalls;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.Protocol;

/** Traces that are not what they should be harm neither the call nor its span. */
final class AgentOddTracesTest {
  private static final String T1 = "2026-01-01T00:00:01Z";

  @AutoClose private static final FakeBedrock bedrock = FakeBedrock.start();

  static List<String> oddTraces() {
    List<String> odd =
        new ArrayList<>(
            List.of(
                "null",
                "7",
                "[]",
                "\"text\"",
                "{}",
                "{\"orchestrationTrace\":null}",
                "{\"orchestrationTrace\":7}",
                "{\"unheardOfTrace\":{\"traceId\":\"t\"}}",
                "{\"failureTrace\":{\"failureCode\":\"what is this\"}}",
                "{\"guardrailTrace\":{\"action\":7,\"inputAssessments\":{\"a\":1}}}",
                orchestration("{\"modelInvocationOutput\":{}}"),
                orchestration(
                    "{\"modelInvocationOutput\":{\"rawResponse\":{\"content\":\"{\\\"a\"}}}"),
                orchestration("{\"modelInvocationInput\":{\"traceId\":7,\"text\":{},\"type\":[]}}"),
                orchestration("{\"rationale\":{\"text\":7}}"),
                orchestration("{\"observation\":{\"actionGroupInvocationOutput\":{\"text\":1}}}"),
                orchestration("{\"observation\":{\"knowledgeBaseLookupOutput\":{\"a\":1}}}"),
                orchestration("{\"observation\":{\"codeInterpreterInvocationOutput\":{\"a\":1}}}"),
                orchestration(
                    "{\"observation\":{\"agentCollaboratorInvocationOutput\":{\"a\":1}}}"),
                orchestration(
                    "{\"invocationInput\":{\"agentCollaboratorInvocationInput\":{\"a\":1}}}"),
                orchestration(
                    "{\"invocationInput\":{\"actionGroupInvocationInput\":{\"parameters\":[1,{}]}}}"),
                "{\"orchestrationTrace\":" + "{\"a\":".repeat(990) + "1" + "}".repeat(990) + "}"));
    return odd;
  }

  @ParameterizedTest
  @MethodSource("oddTraces")
  void oddTrace_isPassedOver(String trace) {
    assertOneCall(part(T1, trace), chunk("done"));
  }

  @Test
  void oddEvents_arePassedOver() {
    assertOneCall(
        EventStreams.event("trace", "no JSON"),
        EventStreams.event("trace", "{\"callerChain\":7,\"eventTime\":\"soon\",\"trace\":{}}"),
        EventStreams.event(
            "trace",
            "{\"callerChain\":[{},{},{}],\"eventTime\":\"+1000000000-01-01T00:00:00Z\",\"trace\":"
                + modelInput("t", "x")
                + "}"),
        EventStreams.event("chunk", "{\"bytes\":\"***\"}"),
        EventStreams.event(
            "returnControl", "{\"invocationInputs\":[7,{},{\"apiInvocationInput\":7}]}"),
        EventStreams.event("files", "{\"files\":[{}]}"));
  }

  @Test
  void chainsWithoutEnd_areBounded() {
    String[] chain = new String[200];
    byte[][] frames = new byte[301][];
    for (int i = 0; i < 300; i++) {
      for (int depth = 0; depth < chain.length; depth++) {
        chain[depth] = "agent-" + i + "-" + depth;
      }
      frames[i] = part(chain, "x", T1, modelInput("t" + i, "x"));
    }
    frames[300] = chunk("done");

    assertThat(assertOneCall(frames).size()).isLessThan(1002);
  }

  /** Of steps that have not ended, eight million characters are kept. */
  @Test
  void promptsWithoutEnd_areBounded() {
    LogLines log = LogLines.of("io.github.bedrocktracing");
    byte[][] frames = new byte[13][];
    for (int i = 0; i < 12; i++) {
      frames[i] = part(T1, modelInput("t" + i, "x".repeat(1_000_000)));
    }
    frames[12] = chunk("done");

    List<SpanData> spans = assertOneCall(frames);

    assertThat(spans).hasSize(13);
    assertThat(spans)
        .filteredOn(span -> span.getName().startsWith("chat"))
        .filteredOn(
            span -> MetricPoint.byName(span.getAttributes()).containsKey("gen_ai.input.messages"))
        .hasSize(8);
    assertThat(MetricPoint.byName(spans.get(12).getAttributes()))
        .containsEntry("aws.bedrock.agent.contents.dropped", 4L);
    assertThat(log.text()).contains("content of open steps");
    log.close();
  }

  private static List<SpanData> assertOneCall(byte[]... frames) {
    bedrock.reset();
    bedrock.answerAgent(frames);
    List<SpanData> spans;
    try (Telemetry telemetry = Telemetry.create();
        AgentCalls traced = AgentCalls.withContent(bedrock, telemetry);
        AgentCalls untraced = new AgentCalls(bedrock, Protocol.HTTP1_1)) {
      assertThat(traced.invoke(AgentCalls.request()))
          .isEqualTo(untraced.invoke(AgentCalls.request()));
      spans = telemetry.spansOfCall();
      assertThat(telemetry.started()).isEqualTo(telemetry.ended());
    }
    return spans;
  }
}
