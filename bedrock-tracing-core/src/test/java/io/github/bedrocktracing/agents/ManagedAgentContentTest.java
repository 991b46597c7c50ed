/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static io.github.bedrocktracing.agents.SecretRun.SECRET;
import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockSession;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ContentCapture;
import io.github.bedrocktracing.testing.agent.AgentCalls;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeAgentRequest;

/** What people, agents and models say in a run: nowhere by default, and in its place on demand. */
final class ManagedAgentContentTest {
  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();

  @Test
  void contentOff_nothingLeaks_wholeOrCut() {
    LogLines log = LogLines.of("io.github.bedrocktracing");
    byte[] run = EventStreams.concat(SecretRun.frames());
    for (int length : new int[] {run.length, run.length / 2, run.length / 3}) {
      List<SpanData> spans = call(BedrockTracing.builder(), Arrays.copyOf(run, length));

      assertThat(spans.size()).isGreaterThan(2);
      assertThat(spans.toString()).doesNotContain(SECRET);
    }
    assertThat(telemetry.collectMetrics().toString()).doesNotContain(SECRET);
    assertThat(telemetry.events()).isEmpty();
    assertThat(log.text()).doesNotContain(SECRET);
    log.close();
  }

  @Test
  void charactersOfTheAnswer_areWhole_howeverItsBytesAreSplit() {
    byte[] answer = "caf\u00e9 \ud83d\ude00 ok".getBytes(StandardCharsets.UTF_8);
    byte[][] frames = new byte[answer.length][];
    for (int i = 0; i < answer.length; i++) {
      String piece = Base64.getEncoder().encodeToString(new byte[] {answer[i]});
      frames[i] = EventStreams.event("chunk", "{\"bytes\":\"" + piece + "\"}");
    }
    BedrockTracing.Builder capturing = BedrockTracing.builder().captureContent(true);

    assertThat(answer(capturing, EventStreams.concat(frames)))
        .contains("\"caf\u00e9 \ud83d\ude00 ok\"");
    assertThat(answer(capturing, EventStreams.concat(Arrays.copyOf(frames, 4))))
        .contains("\"caf\ufffd\"");
  }

  @Test
  void contentOn_everyStepHasItsOwn() {
    List<SpanData> spans =
        call(
            BedrockTracing.builder().captureContent(true), EventStreams.concat(SecretRun.frames()));

    for (String name :
        List.of(
            "invoke_agent AGENT1",
            "chat amazon.nova-pro-v1:0",
            "execute_tool f",
            "retrieval KB1",
            "invoke_agent Alice",
            "apply_guardrail")) {
      assertThat(attributes(spans, name).toString()).as(name).contains(SECRET);
    }
    assertThat(attributes(spans, "retrieval KB1"))
        .containsEntry("gen_ai.retrieval.query.text", "SECRET query")
        .containsEntry("gen_ai.data_source.id", "KB1")
        .containsEntry("aws.bedrock.retrieval.document_count", 1L)
        .containsEntry(
            "gen_ai.retrieval.documents",
            "[{\"id\":\"s3://SECRET\",\"score\":0.5,\"content\":\"SECRET document\","
                + "\"metadata\":{\"k\":\"SECRET\"}}]");
    assertThat(attributes(spans, "chat amazon.nova-pro-v1:0"))
        .containsEntry(
            "gen_ai.system_instructions", "[{\"type\":\"text\",\"content\":\"SECRET system\"}]")
        .containsEntry(
            "gen_ai.input.messages",
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"SECRET question\"}]}]")
        .containsEntry(
            "gen_ai.output.messages",
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"reasoning\",\"content\":\"SECRET"
                + " thought\"},{\"type\":\"text\",\"content\":\"SECRET answer\"}],"
                + "\"finish_reason\":\"stop\"}]")
        .containsEntry("gen_ai.response.finish_reasons", List.of("end_turn"));
  }

  @Test
  void redactor_seesEverything() {
    List<SpanData> spans =
        call(
            BedrockTracing.builder()
                .captureContent(true)
                .contentRedactor(text -> text.replace(SECRET, "[gone]")),
            EventStreams.concat(SecretRun.frames()));

    assertThat(spans.toString()).doesNotContain(SECRET).contains("[gone]");
  }

  @Test
  void redactorThatThrows_losesContentAlone() {
    List<SpanData> spans =
        call(
            BedrockTracing.builder()
                .captureContent(true)
                .contentRedactor(
                    text -> {
                      throw new IllegalStateException(SECRET);
                    }),
            EventStreams.concat(SecretRun.frames()));

    assertThat(spans).hasSize(6);
    assertThat(spans.toString()).doesNotContain(SECRET);
  }

  @Test
  void eventsAlone_haveTheContentOfModelCalls() {
    List<SpanData> spans =
        call(
            BedrockTracing.builder().contentCapture(ContentCapture.EVENT),
            EventStreams.concat(SecretRun.frames()));

    assertThat(spans.toString()).doesNotContain(SECRET);
    assertThat(telemetry.events().toString()).contains("SECRET question", "SECRET answer");
  }

  @Test
  void mlflowsAttributes_standOnEveryStep() {
    List<SpanData> spans =
        call(
            BedrockTracing.builder().captureContent(true).mlflowAttributes(true),
            EventStreams.concat(SecretRun.frames()));

    assertThat(attributes(spans, "invoke_agent AGENT1"))
        .containsEntry("mlflow.spanType", "AGENT")
        .containsKeys("mlflow.spanInputs", "mlflow.spanOutputs")
        .doesNotContainKey("mlflow.chat.tokenUsage");
    assertThat(attributes(spans, "chat amazon.nova-pro-v1:0"))
        .containsEntry("mlflow.spanType", "CHAT_MODEL")
        .containsKeys("mlflow.spanInputs", "mlflow.spanOutputs", "mlflow.chat.tokenUsage");
    assertThat(attributes(spans, "execute_tool f"))
        .containsEntry("mlflow.spanType", "TOOL")
        .containsEntry("mlflow.spanInputs", "{\"n\":\"SECRET\"}")
        .containsEntry("mlflow.spanOutputs", "\"SECRET result\"");
    assertThat(attributes(spans, "retrieval KB1"))
        .containsEntry("mlflow.spanType", "RETRIEVER")
        .containsEntry("mlflow.spanInputs", "{\"query\":\"SECRET query\"}")
        .containsEntry(
            "mlflow.spanOutputs",
            "[{\"page_content\":\"SECRET document\",\"metadata\":{\"k\":\"SECRET\"},"
                + "\"id\":\"s3://SECRET\"}]");
    assertThat(attributes(spans, "invoke_agent Alice"))
        .containsEntry("mlflow.spanType", "AGENT")
        .containsKeys("mlflow.spanInputs", "mlflow.spanOutputs");
    assertThat(attributes(spans, "apply_guardrail")).containsEntry("mlflow.spanType", "GUARDRAIL");
  }

  @Test
  void session_standsOnEveryStep() throws Exception {
    BedrockSession session =
        BedrockSession.builder().sessionId("mine").userId("user-7").tag("team", "a").build();

    List<SpanData> spans =
        session.call(
            () ->
                call(
                    BedrockTracing.builder().mlflowAttributes(true),
                    EventStreams.concat(SecretRun.frames())));

    assertThat(spans)
        .hasSize(6)
        .allSatisfy(
            span ->
                assertThat(MetricPoint.byName(span.getAttributes()))
                    .containsEntry("session.id", "mine")
                    .containsEntry("user.id", "user-7")
                    .containsEntry("gen_ai.conversation.id", "session-1"));
    assertThat(attributes(spans, "invoke_agent AGENT1")).containsEntry("mlflow.traceTag.team", "a");
  }

  private String answer(BedrockTracing.Builder tracing, byte[] body) {
    SpanData call = call(tracing, body).get(0);
    return MetricPoint.byName(call.getAttributes()).get("gen_ai.output.messages").toString();
  }

  private List<SpanData> call(BedrockTracing.Builder tracing, byte[] stream) {
    telemetry.reset();
    bedrock.answerAgent(response -> FakeBedrock.stream(response, stream));
    InvokeAgentRequest request = AgentCalls.request().toBuilder().inputText("SECRET input").build();
    try (AgentCalls calls =
        new AgentCalls(
            bedrock,
            Protocol.HTTP1_1,
            tracing.openTelemetry(telemetry.openTelemetry()).build().interceptor())) {
      calls.invoke(request);
      return telemetry.spansOfCall();
    }
  }
}
