/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.client.StreamConsumer;
import io.github.bedrocktracing.testing.client.TracedCalls;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;

/** What guardrails did to the answers of models. */
class GuardrailsInAnswersTest {
  private static final String COUNTER = "bedrock.tracing.guardrail.interventions";

  private static final String METRICS =
      """
      "invocationMetrics":{"guardrailProcessingLatency":200,
        "guardrailCoverage":{"textCharacters":{"guarded":60,"total":70},
                             "images":{"guarded":1,"total":2}}}
      """;

  private static final String MASKED =
      "{\"sensitiveInformationPolicy\":{\"piiEntities\":[{\"type\":\"NAME\","
          + "\"match\":\"SECRET Ann\",\"action\":\"ANONYMIZED\",\"detected\":true}]},"
          + METRICS
          + "}";

  private static final String BLOCKED =
      "{\"topicPolicy\":{\"topics\":[{\"name\":\"SECRET topic\",\"type\":\"DENY\","
          + "\"action\":\"BLOCKED\",\"detected\":true}]},"
          + "\"wordPolicy\":{\"customWords\":[{\"match\":\"SECRET word\",\"action\":\"BLOCKED\"}]},"
          + METRICS
          + "}";

  private static final String DETECTED =
      "{\"contentPolicy\":{\"filters\":[{\"type\":\"HATE\",\"confidence\":\"LOW\","
          + "\"action\":\"NONE\",\"detected\":true}]},"
          + METRICS
          + "}";

  private static final Map<String, Object> BLOCKED_ATTRIBUTES =
      new TreeMap<>(
          Map.ofEntries(
              entry("aws.bedrock.guardrail.action", "INTERVENED"),
              entry("aws.bedrock.guardrail.effect", "blocked"),
              entry("aws.bedrock.guardrail.id", "guardrail-1"),
              entry("aws.bedrock.guardrail.latency_ms", 200L),
              entry("aws.bedrock.guardrail.policies", List.of("topic", "word")),
              entry("aws.bedrock.guardrail.coverage.text_characters.guarded", 60L),
              entry("aws.bedrock.guardrail.coverage.text_characters.total", 70L),
              entry("aws.bedrock.guardrail.coverage.images.guarded", 1L),
              entry("aws.bedrock.guardrail.coverage.images.total", 2L)));

  @AutoClose private static final FakeBedrock bedrock = FakeBedrock.start();

  @BeforeEach
  void forget() {
    bedrock.reset();
  }

  @ParameterizedTest
  @EnumSource
  void converse_blocked_hasPoliciesEffectLatencyAndCoverage_andNoWord(ClientKind kind) {
    bedrock.answerJson("converse", converse("guardrail_intervened", input(BLOCKED)));

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      converse(calls, kind);

      assertThat(guardrail(calls)).isEqualTo(BLOCKED_ATTRIBUTES);
      assertThat(calls.attributes())
          .containsEntry("gen_ai.response.finish_reasons", List.of("guardrail_intervened"));
      assertThat(interventions(calls)).containsOnly(entry("topic", 1L), entry("word", 1L));
      assertThat(calls.span().toString()).doesNotContain("SECRET");
      assertThat(calls.telemetry().collectMetrics().toString()).doesNotContain("SECRET");
    }
  }

  @Test
  void assessmentsOfPromptAndAnswer_addUp() {
    bedrock.answerJson(
        "converse", converse("guardrail_intervened", input(DETECTED) + "," + output(MASKED)));

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      converse(calls, ClientKind.SYNC);

      assertThat(calls.attributes())
          .containsEntry("aws.bedrock.guardrail.latency_ms", 400L)
          .containsEntry("aws.bedrock.guardrail.coverage.text_characters.guarded", 120L)
          .containsEntry("aws.bedrock.guardrail.policies", List.of("sensitive_information"))
          .containsEntry("aws.bedrock.guardrail.effect", "masked");
      assertThat(interventions(calls)).containsOnly(entry("sensitive_information", 1L));
    }
  }

  @Test
  void detectedAndLetThrough_isNoIntervention() {
    bedrock.answerJson("converse", converse("end_turn", input(DETECTED)));

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      converse(calls, ClientKind.SYNC);

      assertThat(calls.attributes())
          .containsEntry("aws.bedrock.guardrail.action", "NONE")
          .containsEntry("aws.bedrock.guardrail.latency_ms", 200L)
          .doesNotContainKeys("aws.bedrock.guardrail.policies", "aws.bedrock.guardrail.effect");
      assertThat(interventions(calls)).isEmpty();
      assertThat(answer(calls)).contains("\"finish_reason\":\"stop\"");
    }
  }

  @Test
  void withoutATrace_theInterventionIsKnownAndItsPolicyIsNot() {
    bedrock.answerJson("converse", converse("guardrail_intervened", ""));

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      converse(calls, ClientKind.SYNC);

      assertThat(calls.attributes())
          .containsEntry("aws.bedrock.guardrail.action", "INTERVENED")
          .doesNotContainKey("aws.bedrock.guardrail.policies");
      assertThat(interventions(calls)).containsOnly(entry("unknown", 1L));
      assertThat(answer(calls)).contains("\"finish_reason\":\"content_filter\"");
    }
  }

  @Test
  void withoutAGuardrail_nothingIsSaidOfOne() {
    bedrock.answerJson("converse", Exchanges.CONVERSE_ANSWER);

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      calls.models(ClientKind.SYNC, c -> c.converse(withoutGuardrail()), c -> null);

      assertThat(guardrail(calls)).isEmpty();
      assertThat(calls.telemetry().metric(COUNTER)).isEmpty();
    }
  }

  /** The service gives one stop reason for blocking and for replacing words. */
  @Test
  void contentFilter_isTheReasonOfBlockedAnswersOnly() {
    bedrock.answerJson("converse", converse("guardrail_intervened", output(MASKED)));
    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      converse(calls, ClientKind.SYNC);
      assertThat(answer(calls)).contains("\"finish_reason\":\"guardrail_intervened\"");
    }

    bedrock.answerJson("converse", converse("guardrail_intervened", output(BLOCKED)));
    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      converse(calls, ClientKind.SYNC);
      assertThat(answer(calls)).contains("\"finish_reason\":\"content_filter\"");
    }
  }

  @Test
  void words_areContent_andGoThroughTheRedactor_butTheUnmaskedAnswerStaysOut() {
    bedrock.answerJson("converse", converse("guardrail_intervened", output(MASKED)));

    try (TracedCalls calls =
        new TracedCalls(
            bedrock,
            options ->
                options.captureContent(true).contentRedactor(text -> text.replace("Ann", "*")))) {
      converse(calls, ClientKind.SYNC);

      assertThat(calls.attributes().get("aws.bedrock.guardrail.assessments"))
          .isEqualTo(
              "[{\"source\":\"output\",\"sensitiveInformationPolicy\":{\"piiEntities\":["
                  + "{\"match\":\"SECRET *\",\"type\":\"NAME\",\"action\":\"ANONYMIZED\""
                  + (LaterMembers.DETECTED.isPresent() ? ",\"detected\":true" : "")
                  + "}]}}]");
      assertThat(calls.span().toString()).doesNotContain("unmasked");
    }
  }

  /** Texts this long are never decoded, and what follows them must still be read. */
  @Test
  void aLongUnmaskedAnswer_isPassedOver() {
    String trace = body("input", BLOCKED).replace("SECRET unmasked", "x".repeat(100_000));
    bedrock.answerJson("invoke", titan(",\"completionReason\":\"FINISH\"", trace));

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.models(ClientKind.SYNC, c -> c.invokeModel(Exchanges.invokeModel()), c -> null);

      assertThat(calls.attributes())
          .containsEntry("gen_ai.response.finish_reasons", List.of("FINISH"))
          .containsEntry("aws.bedrock.guardrail.policies", List.of("topic", "word"));
    }
  }

  @Test
  void converseStream_tellsOfItInTheMetadata() {
    bedrock.answerStream(
        "converse-stream",
        EventStreams.concat(
            EventStreams.event("messageStart", "{\"role\":\"assistant\"}"),
            EventStreams.event("messageStop", "{\"stopReason\":\"guardrail_intervened\"}"),
            EventStreams.event(
                "metadata",
                "{\"usage\":{\"inputTokens\":1,\"outputTokens\":0},\"trace\":{\"guardrail\":{"
                    + input(BLOCKED)
                    + ",\"modelOutput\":[\"SECRET\"]}}}")));

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      try (BedrockRuntimeAsyncClient client = stream(calls)) {
        client.converseStream(Exchanges.converseStream(), new StreamConsumer().ofConverse()).join();
      }

      assertThat(guardrail(calls)).isEqualTo(BLOCKED_ATTRIBUTES);
      assertThat(calls.attributes()).containsEntry("aws.bedrock.stream.outcome", "complete");
      assertThat(interventions(calls)).containsOnly(entry("topic", 1L), entry("word", 1L));
      assertThat(calls.span().toString()).doesNotContain("SECRET");
    }
  }

  @ParameterizedTest
  @EnumSource
  void invokeModel_blocked_wasFiltered(ClientKind kind) {
    bedrock.answerJson("invoke", titan("", body("input", BLOCKED)));

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      calls.models(
          kind,
          c -> c.invokeModel(Exchanges.invokeModel()),
          c -> c.invokeModel(Exchanges.invokeModel()));

      assertThat(guardrail(calls))
          .containsAllEntriesOf(BLOCKED_ATTRIBUTES)
          .containsKey("aws.bedrock.guardrail.assessments");
      assertThat(calls.attributes())
          .containsEntry("gen_ai.response.finish_reasons", List.of("content_filter"));
      assertThat(answer(calls)).contains("\"finish_reason\":\"content_filter\"");
    }
  }

  @Test
  void invokeModel_masked_stoppedForItsOwnReason() {
    bedrock.answerJson("invoke", titan(",\"completionReason\":\"FINISH\"", body("output", MASKED)));

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      calls.models(ClientKind.SYNC, c -> c.invokeModel(Exchanges.invokeModel()), c -> null);

      assertThat(calls.attributes())
          .containsEntry("gen_ai.response.finish_reasons", List.of("FINISH"))
          .containsEntry("aws.bedrock.guardrail.policies", List.of("sensitive_information"));
      assertThat(answer(calls)).contains("\"finish_reason\":\"stop\"");
    }
  }

  @Test
  void invokeModelStream_blocked_wasFiltered_andACutOneFailed() {
    String chunk =
        "{\"outputText\":\"Blocked\",\"index\":0,\"totalOutputTextTokenCount\":3,"
            + "\"inputTextTokenCount\":6,"
            + body("input", BLOCKED)
            + "}";
    bedrock.answerStream("invoke-with-response-stream", EventStreams.chunk(chunk));
    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      invokeStream(calls);
      assertThat(guardrail(calls)).isEqualTo(BLOCKED_ATTRIBUTES);
      assertThat(calls.attributes())
          .containsEntry("gen_ai.response.finish_reasons", List.of("content_filter"));
    }

    bedrock.answerStream(
        "invoke-with-response-stream",
        EventStreams.chunk(
            "{\"outputText\":\"Hel\",\"index\":0,\"amazon-bedrock-guardrailAction\":\"INTERVENED\"}"));
    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      invokeStream(calls);
      assertThat(calls.attributes())
          .containsEntry("aws.bedrock.guardrail.action", "INTERVENED")
          .containsEntry("gen_ai.response.finish_reasons", List.of("error"))
          .containsEntry("aws.bedrock.stream.outcome", "truncated");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"amazon-bedrock-trace\":\"SECRET\"",
        "\"amazon-bedrock-trace\":{\"guardrail\":[1,2]}",
        "\"amazon-bedrock-trace\":{\"guardrail\":{\"input\":{\"g\":{\"topicPolicy\":\"SECRET\","
            + "\"invocationMetrics\":{\"guardrailProcessingLatency\":\"SECRET\"}}}}}",
        "\"amazon-bedrock-trace\":{\"guardrail\":{\"outputs\":[[[[[{\"topicPolicy\":{}}]]]]]}}",
        "\"amazon-bedrock-trace\":{\"guardrail\":{\"input\":{\"g\":{\"newPolicy\":{\"x\":["
            + "{\"action\":\"BLOCKED\"}]},\"contentPolicy\":{\"filters\":[7,{\"action\":9}]}}}}}"
      })
  void oddTraces_leaveTheRestOfTheAnswerReadable(String trace) {
    bedrock.answerJson("invoke", titan(",\"completionReason\":\"FINISH\"", trace));

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.models(ClientKind.SYNC, c -> c.invokeModel(Exchanges.invokeModel()), c -> null);

      assertThat(calls.attributes())
          .containsEntry("gen_ai.response.finish_reasons", List.of("FINISH"))
          .containsEntry("gen_ai.usage.output_tokens", 7L);
      assertThat(calls.span().toString()).doesNotContain("SECRET");
    }
  }

  private static ConverseRequest withoutGuardrail() {
    return ConverseRequest.builder().modelId(Exchanges.MODEL).build();
  }

  private static void converse(TracedCalls calls, ClientKind kind) {
    calls.models(
        kind, c -> c.converse(Exchanges.converse()), c -> c.converse(Exchanges.converse()));
  }

  private static BedrockRuntimeAsyncClient stream(TracedCalls calls) {
    return Clients.async(bedrock, Protocol.HTTP1_1, Clients.with(calls.interceptor()));
  }

  private static void invokeStream(TracedCalls calls) {
    try (BedrockRuntimeAsyncClient client = stream(calls)) {
      client
          .invokeModelWithResponseStream(
              Exchanges.invokeModelStream(), new StreamConsumer().ofInvokeModel())
          .join();
    }
  }

  private static String converse(String stopReason, String guardrail) {
    return "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Hi\"}]}},"
        + "\"stopReason\":\""
        + stopReason
        + "\",\"usage\":{\"inputTokens\":1,\"outputTokens\":2,\"totalTokens\":3}"
        + (guardrail.isEmpty()
            ? ""
            : ",\"trace\":{\"guardrail\":{\"modelOutput\":[\"SECRET unmasked\"],"
                + guardrail
                + "}}")
        + "}";
  }

  private static String input(String assessment) {
    return "\"inputAssessment\":{\"g\":" + assessment + "}";
  }

  private static String output(String assessment) {
    return "\"outputAssessments\":{\"g\":[" + assessment + "]}";
  }

  /** Wraps an assessment as the bodies of InvokeModel do. */
  private static String body(String side, String assessment) {
    String wrapped = "{\"g\":" + assessment + "}";
    return "\"amazon-bedrock-trace\":{\"guardrail\":{\"modelOutput\":[\"SECRET unmasked\"],"
        + (side.equals("input") ? "\"input\":" + wrapped : "\"outputs\":[" + wrapped + "]")
        + "}},\"amazon-bedrock-guardrailAction\":\"INTERVENED\"";
  }

  private static String titan(String reason, String guardrail) {
    return "{"
        + guardrail
        + ",\"inputTextTokenCount\":5,\"results\":[{\"tokenCount\":7,\"outputText\":\"Hi\""
        + reason
        + "}]}";
  }

  private static String answer(TracedCalls calls) {
    return String.valueOf(calls.attributes().get("gen_ai.output.messages"));
  }

  private static Map<String, Object> guardrail(TracedCalls calls) {
    Map<String, Object> attributes = new TreeMap<>(calls.attributes());
    attributes.keySet().removeIf(name -> !name.startsWith("aws.bedrock.guardrail."));
    return attributes;
  }

  private static Map<String, Long> interventions(TracedCalls calls) {
    Map<String, Long> byPolicy = new TreeMap<>();
    Optional<MetricData> metric = calls.telemetry().metric(COUNTER);
    metric.ifPresent(
        data ->
            data.getLongSumData()
                .getPoints()
                .forEach(
                    point ->
                        byPolicy.put(
                            String.valueOf(
                                MetricPoint.byName(point.getAttributes())
                                    .get("aws.bedrock.guardrail.policy")),
                            point.getValue())));
    return byPolicy;
  }
}
