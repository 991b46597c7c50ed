/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import static io.github.bedrocktracing.calls.GuardrailAnswers.BLOCKED;
import static io.github.bedrocktracing.calls.GuardrailAnswers.BLOCKED_ATTRIBUTES;
import static io.github.bedrocktracing.calls.GuardrailAnswers.MASKED;
import static io.github.bedrocktracing.calls.GuardrailAnswers.answer;
import static io.github.bedrocktracing.calls.GuardrailAnswers.guardrail;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.client.StreamConsumer;
import io.github.bedrocktracing.testing.client.TracedCalls;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** What guardrails did to the answers of models in the bodies of InvokeModel. */
class GuardrailsInBodiesTest {
  @AutoClose private static final FakeBedrock bedrock = FakeBedrock.start();

  @BeforeEach
  void forget() {
    bedrock.reset();
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

  private static void invokeStream(TracedCalls calls) {
    try (BedrockRuntimeAsyncClient client =
        Clients.async(bedrock, Protocol.HTTP1_1, Clients.with(calls.interceptor()))) {
      client
          .invokeModelWithResponseStream(
              Exchanges.invokeModelStream(), new StreamConsumer().ofInvokeModel())
          .join();
    }
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
}
