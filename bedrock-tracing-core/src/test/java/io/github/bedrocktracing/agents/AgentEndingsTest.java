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
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.testing.agent.AgentCalls;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.SpanTree;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.bedrockagentruntime.model.AgentActionGroup;
import software.amazon.awssdk.services.bedrockagentruntime.model.FunctionDefinition;
import software.amazon.awssdk.services.bedrockagentruntime.model.FunctionSchema;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentResponseHandler;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeInlineAgentRequest;

/** How a run ends is told as it was, though no event closes its stream. */
final class AgentEndingsTest {
  private static final String T1 = "2026-01-01T00:00:01Z";
  private static final String T2 = "2026-01-01T00:00:02Z";

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();
  @AutoClose private final AgentCalls calls = AgentCalls.withContent(bedrock, telemetry);

  @Test
  void noEventAtAll_isTruncated() {
    assertThat(outcome(new byte[0])).isEqualTo("truncated");
  }

  @Test
  void answerWithoutTrace_isComplete() {
    assertThat(outcome(chunk("a"))).isEqualTo("complete");
  }

  @Test
  void answerThatItsTraceDoesNotEnd_isTruncated() {
    assertThat(outcome(part(T1, modelInput("t-0", "x")), chunk("a"))).isEqualTo("truncated");
    assertThat(
            outcome(
                part(T1, modelInput("t-0", "x")),
                part(T1, modelOutput("t-0", "y", T1, T2)),
                chunk("a")))
        .isEqualTo("truncated");
    assertThat(outcome(part(T2, finalResponse("t-0", "a")))).isEqualTo("truncated");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 30})
  void frameThatIsCut_isTruncated(int lacking) {
    byte[] whole = EventStreams.concat(chunk("a"), chunk("b"));
    byte[] cut = Arrays.copyOf(whole, whole.length - lacking);

    assertThat(outcome(cut)).isEqualTo("truncated");
  }

  @Test
  void consumerThatThrows_hasCancelled_whatWasNotWholeByThen() {
    bedrock.answerAgent(chunk("a"), chunk("b"), chunk("c"));
    List<Object> seen = new CopyOnWriteArrayList<>();

    calls.invoke(
        AgentCalls.request(),
        seen,
        event -> {
          throw new IllegalStateException("enough");
        });

    SpanData call = telemetry.spansOfCall().get(0);
    assertThat(SpanTree.line(call)).contains("invoke_agent AGENT1 cancelled");
    assertThat(MetricPoint.byName(call.getAttributes()))
        .containsEntry("gen_ai.response.finish_reasons", List.of("error"));
  }

  @Test
  void stepsAreExported_whileTheStreamRuns() {
    bedrock.answerAgent(
        response ->
            FakeBedrock.stream(
                    response,
                    EventStreams.concat(
                        part(T1, modelInput("t-0", "x")),
                        part(T1, modelOutput("t-0", "y", T1, T2)),
                        part(T1, modelInput("t-1", "x")),
                        chunk("a")))
                .withChunkedDribbleDelay(20, 2_000));
    List<Object> seen = new CopyOnWriteArrayList<>();
    List<String> exported = new CopyOnWriteArrayList<>();

    calls.invoke(
        AgentCalls.request(),
        seen,
        event -> telemetry.endedSpans().forEach(span -> exported.add(span.getName())));

    assertThat(exported).isNotEmpty().containsOnly("chat amazon.nova-pro-v1:0");
    telemetry.spansOfCall();
  }

  @Test
  void retriedCall_endsTheStepsOfTheAttemptThatFailed() {
    bedrock.answerAgent(
        part(T1, modelInput("t-0", "x")),
        EventStreams.exception("throttlingException", "too many"));

    calls.invoke(AgentCalls.request());

    List<SpanData> spans = telemetry.spansOfCall();
    assertThat(spans).hasSizeGreaterThan(1);
    assertThat(telemetry.started()).isEqualTo(telemetry.ended());
    assertThat(SpanTree.of(spans)).contains("ThrottlingException ERROR", "unfinished");
  }

  @Test
  void timeToFirstChunk_isThatOfTheAnswer_notOfTheTrace() {
    bedrock.answerAgent(part(T1, modelInput("t-0", "x")));
    calls.invoke(AgentCalls.request());

    assertThat(
            MetricPoint.byName(
                telemetry.spansOfCall().stream()
                    .filter(span -> span.getName().startsWith("invoke_agent"))
                    .findFirst()
                    .orElseThrow()
                    .getAttributes()))
        .doesNotContainKey("gen_ai.response.time_to_first_chunk");
  }

  @Test
  void cancelledFuture_endsTheSpans() {
    bedrock.answerAgent(
        response ->
            FakeBedrock.stream(
                    response, EventStreams.concat(part(T1, modelInput("t-0", "x")), chunk("a")))
                .withChunkedDribbleDelay(10, 4_000));
    List<Object> seen = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> future =
        calls
            .client()
            .invokeAgent(
                AgentCalls.request(),
                InvokeAgentResponseHandler.builder().subscriber(seen::add).build());
    await().atMost(10, TimeUnit.SECONDS).until(() -> !seen.isEmpty());

    future.cancel(true);

    await().atMost(20, TimeUnit.SECONDS).until(() -> telemetry.started() == telemetry.ended());
  }

  @Test
  void inlineAgent_isTracedAsTheRequestDescribesIt() {
    bedrock.answerAgent(
        part(new String[0], null, T1, modelInput("t-0", "x")),
        part(new String[0], null, T2, modelOutput("t-0", "y", T1, T2)),
        part(new String[] {"B/1"}, "Bob", T2, modelInput("u-0", "x")),
        part(new String[] {"B/1"}, "Bob", T2, modelOutput("u-0", "y", T1, T2)),
        part(new String[0], null, T2, finalResponse("t-0", "y")),
        chunk("y"));

    List<Object> seen =
        calls.invokeInline(
            InvokeInlineAgentRequest.builder()
                .sessionId("session-9")
                .foundationModel("amazon.nova-pro-v1:0")
                .instruction("Answer in one word, whatever is asked.")
                .inputText("Hello")
                .enableTrace(true)
                .guardrailConfiguration(g -> g.guardrailIdentifier("guard-1").guardrailVersion("1"))
                .actionGroups(
                    AgentActionGroup.builder()
                        .actionGroupName("orders")
                        .functionSchema(
                            FunctionSchema.fromFunctions(
                                List.of(FunctionDefinition.builder().name("get_order").build())))
                        .build())
                .build());

    assertThat(seen).hasSize(6);
    List<SpanData> spans = telemetry.spansOfCall();
    assertThat(SpanTree.of(spans))
        .isEqualTo(
            """
            invoke_agent complete +final_response
              chat amazon.nova-pro-v1:0 11/7 orchestration
              invoke_agent Bob unfinished
                chat amazon.nova-pro-v1:0 11/7 orchestration
            """);
    SpanData call = spans.get(spans.size() - 1);
    assertThat(MetricPoint.byName(call.getAttributes()))
        .containsEntry("gen_ai.request.model", "amazon.nova-pro-v1:0")
        .containsEntry("gen_ai.conversation.id", "session-9")
        .containsEntry("aws.bedrock.guardrail.id", "guard-1")
        .containsEntry(
            "gen_ai.system_instructions",
            "[{\"type\":\"text\",\"content\":\"Answer in one word, whatever is asked.\"}]")
        .containsEntry(
            "gen_ai.tool.definitions", "[{\"type\":\"function\",\"name\":\"get_order\"}]")
        .doesNotContainKeys("gen_ai.agent.id", "gen_ai.usage.input_tokens");
  }

  private String outcome(byte[]... frames) {
    telemetry.reset();
    bedrock.reset();
    bedrock.answerAgent(frames);
    calls.invoke(AgentCalls.request());
    List<SpanData> spans = telemetry.spansOfCall();
    Object outcome =
        MetricPoint.byName(spans.get(spans.size() - 1).getAttributes())
            .get("aws.bedrock.stream.outcome");
    return String.valueOf(outcome);
  }
}
