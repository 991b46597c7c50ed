/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.TracedCalls;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.ApplyGuardrailRequest;
import software.amazon.awssdk.services.bedrockruntime.model.GetAsyncInvokeRequest;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.StartAsyncInvokeRequest;

/** The operations of the models' service beside inference itself that every SDK has. */
class OtherModelCallsTest {
  private static final String INTERVENED =
      """
      {"action":"GUARDRAIL_INTERVENED","actionReason":"Guardrail blocked.",
       "outputs":[{"text":"SECRET masked"}],
       "assessments":[{"topicPolicy":{"topics":[
           {"name":"SECRET topic","type":"DENY","action":"BLOCKED","detected":true}]},
         "sensitiveInformationPolicy":{"piiEntities":[
           {"type":"EMAIL","match":"SECRET@example.org","action":"ANONYMIZED"}]},
         "invocationMetrics":{"guardrailProcessingLatency":379,
           "guardrailCoverage":{"textCharacters":{"guarded":123,"total":124}}}}],
       "unheardOf":{"a":"SECRET"}}
      """;

  @AutoClose private static final FakeBedrock bedrock = FakeBedrock.start();

  @BeforeEach
  void forget() {
    bedrock.reset();
  }

  @ParameterizedTest
  @EnumSource
  void applyGuardrail_namesTheGuardrailAndWhatItDid_andLeaksNothing(ClientKind kind) {
    bedrock.answerAt("/guardrail/g1/version/2/apply", r -> FakeBedrock.json(r, INTERVENED));

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.models(kind, c -> c.applyGuardrail(apply()), c -> c.applyGuardrail(apply()));

      assertThat(calls.span().getName()).isEqualTo("apply_guardrail g1");
      assertThat(calls.attributes())
          .containsAllEntriesOf(
              Map.of(
                  "gen_ai.operation.name", "apply_guardrail",
                  "aws.bedrock.guardrail.id", "g1",
                  "aws.bedrock.guardrail.version", "2",
                  "aws.bedrock.guardrail.source", "OUTPUT",
                  "aws.bedrock.guardrail.action", "INTERVENED",
                  "aws.bedrock.guardrail.effect", "blocked",
                  "aws.bedrock.guardrail.policies", List.of("topic", "sensitive_information"),
                  "aws.bedrock.guardrail.latency_ms", 379L,
                  "aws.bedrock.guardrail.coverage.text_characters.guarded", 123L,
                  "aws.bedrock.guardrail.coverage.text_characters.total", 124L))
          .doesNotContainKey("gen_ai.response.finish_reasons");
      assertThat(calls.span().toString()).doesNotContain("SECRET");
      assertThat(calls.telemetry().collectMetrics().toString())
          .contains("bedrock.tracing.guardrail.interventions")
          .doesNotContain("SECRET");
    }
  }

  @Test
  void applyGuardrail_withContent_hasWhatWasCheckedAndWhatWasFound() {
    bedrock.answerAt("/guardrail/g1/version/2/apply", r -> FakeBedrock.json(r, INTERVENED));

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      calls.models(ClientKind.SYNC, c -> c.applyGuardrail(apply()), c -> null);

      assertThat(calls.attributes())
          .containsEntry(
              "gen_ai.input.messages",
              "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"SECRET text\"}]}]")
          .containsEntry(
              "gen_ai.output.messages",
              "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"SECRET masked\"}]}]")
          .hasEntrySatisfying(
              "aws.bedrock.guardrail.assessments",
              found ->
                  assertThat(found.toString())
                      .startsWith("[{\"source\":\"output\",")
                      .contains("SECRET topic", "SECRET@example.org")
                      .doesNotContain("invocationMetrics"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"action\":\"NEW\",\"assessments\":[{}],\"outputs\":[{}]}"})
  void applyGuardrail_withAnOddAnswer(String body) {
    bedrock.answerAt("/guardrail/.*", r -> FakeBedrock.json(r, body));

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      calls.models(ClientKind.SYNC, c -> c.applyGuardrail(apply()), c -> null);

      assertThat(calls.span().getName()).isEqualTo("apply_guardrail g1");
      assertThat(calls.attributes())
          .doesNotContainKeys("error.type", "aws.bedrock.guardrail.assessments");
    }
  }

  @ParameterizedTest
  @EnumSource
  void applyGuardrailThatFails(ClientKind kind) {
    bedrock.answerAt(
        "/guardrail/.*", r -> FakeBedrock.error(r, 400, "ValidationException", "bad SECRET"));

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.models(kind, c -> c.applyGuardrail(apply()), c -> c.applyGuardrail(apply()));

      assertThat(calls.span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
      assertThat(calls.attributes()).containsEntry("error.type", "ValidationException");
      assertThat(calls.span().toString()).doesNotContain("SECRET");
    }
  }

  @ParameterizedTest
  @EnumSource
  void startAsyncInvoke_isReadAsItsModelsBody(ClientKind kind) {
    String arn = "arn:aws:bedrock:us-east-1:123456789012:async-invoke/abc";
    bedrock.answerAt(
        "/async-invoke", r -> FakeBedrock.json(r, "{\"invocationArn\":\"" + arn + "\"}"));

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.models(kind, c -> c.startAsyncInvoke(video()), c -> c.startAsyncInvoke(video()));

      assertThat(calls.span().getName()).isEqualTo("generate_content amazon.nova-reel-v1:0");
      assertThat(calls.attributes())
          .containsEntry("gen_ai.output.type", "video")
          .containsEntry("aws.bedrock.async_invoke.arn", arn);
      assertThat(calls.span().toString()).doesNotContain("SECRET");
    }
    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      calls.models(kind, c -> c.startAsyncInvoke(video()), c -> c.startAsyncInvoke(video()));
      assertThat(calls.span().getAttributes().toString()).contains("SECRET penguins");
    }
  }

  @Test
  void askingWhatBecameOfAnInvocation_isNoInference() {
    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      GetAsyncInvokeRequest request =
          GetAsyncInvokeRequest.builder()
              .invocationArn("arn:aws:bedrock:us-east-1:123456789012:async-invoke/abc")
              .build();
      calls.models(ClientKind.SYNC, c -> c.getAsyncInvoke(request), c -> null);

      assertThat(calls.telemetry().started()).isZero();
    }
  }

  private static ApplyGuardrailRequest apply() {
    return ApplyGuardrailRequest.builder()
        .guardrailIdentifier("g1")
        .guardrailVersion("2")
        .source("OUTPUT")
        .content(GuardrailContentBlock.builder().text(t -> t.text("SECRET text")).build())
        .build();
  }

  private static StartAsyncInvokeRequest video() {
    return StartAsyncInvokeRequest.builder()
        .modelId("amazon.nova-reel-v1:0")
        .clientRequestToken("token-1")
        .modelInput(
            Document.mapBuilder()
                .putString("taskType", "TEXT_VIDEO")
                .putDocument(
                    "textToVideoParams",
                    Document.mapBuilder().putString("text", "SECRET penguins").build())
                .build())
        .outputDataConfig(o -> o.s3OutputDataConfig(s -> s.s3Uri("s3://SECRET/out")))
        .build();
  }
}
