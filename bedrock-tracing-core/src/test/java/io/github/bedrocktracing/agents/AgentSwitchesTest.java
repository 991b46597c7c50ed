/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static io.github.bedrocktracing.testing.agent.AgentTrace.chunk;
import static io.github.bedrocktracing.testing.agent.AgentTrace.finalResponse;
import static io.github.bedrocktracing.testing.agent.AgentTrace.modelInput;
import static io.github.bedrocktracing.testing.agent.AgentTrace.modelOutput;
import static io.github.bedrocktracing.testing.agent.AgentTrace.part;
import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockSession;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.PriceTable;
import io.github.bedrocktracing.testing.agent.AgentCalls;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.SpanTree;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeInlineAgentRequest;

/** What a program may choose about the runs of agents, and how much of a run is recorded at all. */
@ResourceLock(ProcessState.LOCK)
@ExtendWith(RestoresSwitches.class)
final class AgentSwitchesTest {
  private static final String T1 = "2026-01-01T00:00:01Z";
  private static final String T2 = "2026-01-01T00:00:02Z";
  private static final String MODEL = "amazon.nova-pro-v1:0";

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();

  @Test
  void steps_haveSpansWithTokensAndCost_whichTheCallHasNot() {
    List<SpanData> spans = run(builder().prices(prices()), AgentCalls.request());

    assertThat(SpanTree.of(spans))
        .isEqualTo(
            """
            invoke_agent AGENT1 complete +final_response
              chat amazon.nova-pro-v1:0 11/7 orchestration
            """);
    assertThat(attributes(spans, "chat " + MODEL)).containsEntry("llm.cost.usd", 0.000018);
    assertThat(attributes(spans, "invoke_agent AGENT1"))
        .doesNotContainKeys("llm.cost.usd", "gen_ai.usage.input_tokens", "gen_ai.request.model");
    assertTokensAreCountedOnce();
    assertThat(
            telemetry.metric("bedrock.tracing.cost").orElseThrow().getDoubleSumData().getPoints())
        .extracting(
            point -> point.getAttributes().get(AttributeKey.stringKey("bedrock.tracing.caller")))
        .containsExactly("managed_agent");
    assertThat(points("gen_ai.client.operation.duration"))
        .extracting(point -> point.get("gen_ai.operation.name"))
        .containsExactly("invoke_agent");
  }

  /** A knowledge base does not tell which model it asks for the answer; the answer does. */
  @Test
  void callWhoseModelOnlyTheAnswerNames_hasItsCost() {
    String raw =
        "{\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-3-5-sonnet-20240620\","
            + "\"content\":[{\"type\":\"text\",\"text\":\"y\"}],"
            + "\"usage\":{\"input_tokens\":11,\"output_tokens\":7}}";
    String input = "{\"modelInvocationInput\":{\"traceId\":\"t-0\",\"text\":\"x\"}}";
    bedrock.answerAgent(
        part(T1, "{\"orchestrationTrace\":" + input + "}"),
        part(T2, modelOutput("t-0", raw.replace("\"", "\\\""), T1, T2)),
        part(T2, finalResponse("t-0", "a")),
        chunk("a"));
    PriceTable prices =
        PriceTable.read(
            new StringReader(
                "{\"anthropic.claude-3-5-sonnet-20240620-v1:0\":{\"input\":1,\"output\":1}}"));

    try (AgentCalls calls = calls(builder().prices(prices))) {
      calls.invoke(AgentCalls.request());
    }

    assertThat(attributes(telemetry.spansOfCall(), "chat"))
        .containsEntry("gen_ai.response.model", "claude-3-5-sonnet-20240620")
        .containsEntry("llm.cost.usd", 0.000018)
        .doesNotContainKey("gen_ai.request.model");
  }

  @Test
  void sessionOfTheRequest_isTheConversation_whateverTheProgramSays() {
    BedrockSession session =
        BedrockSession.builder().sessionId("of-the-user").conversationId("of-the-program").build();

    List<SpanData> spans = session.call(() -> run(builder(), AgentCalls.request()));

    assertThat(attributes(spans, "invoke_agent AGENT1"))
        .containsEntry("session.id", "of-the-user")
        .containsEntry("gen_ai.conversation.id", AgentCalls.request().sessionId());
  }

  @Test
  void stepsSwitchedOff_haveNoSpans_butTheirTokensAreCounted() {
    List<SpanData> spans = run(builder().agentSteps(false), AgentCalls.request());

    assertThat(SpanTree.of(spans)).isEqualTo("invoke_agent AGENT1 complete +final_response\n");
    assertTokensAreCountedOnce();
  }

  @Test
  void stepsSwitchedOffByFlag_haveNoSpans() {
    System.setProperty("bedrock.tracing.agent.steps", "false");

    assertThat(run(builder(), AgentCalls.request())).hasSize(1);
    assertThat(run(builder().agentSteps(true), AgentCalls.request())).hasSize(2);
  }

  @Test
  void byDefault_theRequestIsSentAsItIs() {
    run(builder(), withoutTrace().build());

    assertThat(bedrock.received().get(0)).doesNotContain("enableTrace");
  }

  @Test
  void traceIsAskedFor_onlyWhereTheProgramSaysSo_andTheRequestDoesNot() {
    run(builder().agentEnableTrace(true), withoutTrace().build());
    assertThat(bedrock.received().get(0)).contains("\"enableTrace\":true");

    run(builder().agentEnableTrace(true), withoutTrace().enableTrace(false).build());
    assertThat(bedrock.received().get(0)).contains("\"enableTrace\":false");

    System.setProperty("bedrock.tracing.agent.enable-trace", "true");
    run(builder(), withoutTrace().build());
    assertThat(bedrock.received().get(0)).contains("\"enableTrace\":true");
  }

  @Test
  void traceIsAskedFor_ofInlineAgentsToo_andTheRestOfTheRequestStays() {
    answer();
    try (AgentCalls calls = calls(builder().agentEnableTrace(true))) {
      calls.invokeInline(
          InvokeInlineAgentRequest.builder()
              .sessionId("s")
              .foundationModel(MODEL)
              .instruction("Be kind to everyone who asks.")
              .inputText("Hello")
              .build());
    }

    assertThat(bedrock.received().get(0))
        .contains("\"enableTrace\":true", "\"inputText\":\"Hello\"", "Be kind to everyone");
  }

  @ParameterizedTest
  @ValueSource(ints = {999, 1000, 1100})
  void runWithManySteps_hasAThousandSpans_andSaysWhatItLacks(int steps) {
    LogLines log = LogLines.of("io.github.bedrocktracing");
    byte[][] frames = new byte[2 * steps + 2][];
    for (int i = 0; i < steps; i++) {
      frames[2 * i] = part(T1, modelInput("t-" + i, "x"));
      frames[2 * i + 1] = part(T1, modelOutput("t-" + i, "y", T1, T2));
    }
    frames[2 * steps] = part(T2, finalResponse("t", "y"));
    frames[2 * steps + 1] = chunk("y");
    bedrock.answerAgent(frames);

    try (AgentCalls calls = calls(builder())) {
      calls.invoke(AgentCalls.request());
    }

    List<SpanData> spans = telemetry.spansOfCall();
    assertThat(spans).hasSize(Math.min(steps, 1000) + 1);
    Object dropped =
        attributes(spans, "invoke_agent AGENT1").get("aws.bedrock.agent.steps.dropped");
    assertThat(dropped).isEqualTo(steps > 1000 ? (Long) (steps - 1000L) : null);
    assertThat(log.text().split("A run of an agent is larger", -1))
        .hasSizeLessThanOrEqualTo(steps > 1000 ? 2 : 1);
    log.close();
  }

  private void assertTokensAreCountedOnce() {
    MetricData tokens = telemetry.metric("gen_ai.client.token.usage").orElseThrow();
    Map<String, Double> sums = new TreeMap<>();
    tokens
        .getHistogramData()
        .getPoints()
        .forEach(
            point ->
                sums.merge(
                    String.valueOf(
                        MetricPoint.byName(point.getAttributes()).get("gen_ai.token.type")),
                    point.getSum(),
                    Double::sum));
    assertThat(sums).containsOnly(Map.entry("input", 11.0), Map.entry("output", 7.0));
  }

  private List<Map<String, Object>> points(String metric) {
    return telemetry.metric(metric).orElseThrow().getHistogramData().getPoints().stream()
        .map(point -> MetricPoint.byName(point.getAttributes()))
        .toList();
  }

  private List<SpanData> run(BedrockTracing.Builder tracing, InvokeAgentRequest request) {
    telemetry.reset();
    answer();
    try (AgentCalls calls = calls(tracing)) {
      calls.invoke(request);
      return telemetry.spansOfCall();
    }
  }

  private void answer() {
    bedrock.reset();
    bedrock.answerAgent(
        part(T1, modelInput("t-0", "go")),
        part(T2, modelOutput("t-0", "done", T1, T2)),
        part(T2, finalResponse("t-0", "done")),
        chunk("done"));
  }

  private AgentCalls calls(BedrockTracing.Builder tracing) {
    return new AgentCalls(bedrock, Protocol.HTTP1_1, tracing.build().interceptor());
  }

  private BedrockTracing.Builder builder() {
    return BedrockTracing.builder().openTelemetry(telemetry.openTelemetry());
  }

  private static PriceTable prices() {
    return PriceTable.read(new StringReader("{\"" + MODEL + "\":{\"input\":1,\"output\":1}}"));
  }

  private static InvokeAgentRequest.Builder withoutTrace() {
    return AgentCalls.request().toBuilder().enableTrace(null);
  }
}
