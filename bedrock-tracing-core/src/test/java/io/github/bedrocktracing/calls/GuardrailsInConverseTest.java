/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import static io.github.bedrocktracing.calls.GuardrailAnswers.BLOCKED;
import static io.github.bedrocktracing.calls.GuardrailAnswers.BLOCKED_ATTRIBUTES;
import static io.github.bedrocktracing.calls.GuardrailAnswers.COUNTER;
import static io.github.bedrocktracing.calls.GuardrailAnswers.DETECTED;
import static io.github.bedrocktracing.calls.GuardrailAnswers.MASKED;
import static io.github.bedrocktracing.calls.GuardrailAnswers.answer;
import static io.github.bedrocktracing.calls.GuardrailAnswers.guardrail;
import static io.github.bedrocktracing.calls.GuardrailAnswers.input;
import static io.github.bedrocktracing.calls.GuardrailAnswers.interventions;
import static io.github.bedrocktracing.calls.GuardrailAnswers.output;
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
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;

/** What guardrails did to the answers of models in Converse. */
class GuardrailsInConverseTest {
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
}
