/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrocktracing.testing.FileContents;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.client.TracedCalls;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.sdk.NeedsSdk;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrockruntime.model.GuardrailContentBlock;

/** Recorded answers of knowledge bases, guardrails and token counts, traced as what they say. */
class RecordedCallsBesideTest {
  private static final Path WIRE = Path.of(System.getProperty("bedrock.wire.dir", "absent"));

  @AutoClose private static final FakeBedrock bedrock = FakeBedrock.start();

  @BeforeAll
  static void needRecordings() {
    assumeTrue(Files.isDirectory(WIRE), "no recorded traffic in " + WIRE);
  }

  @Test
  void retrieve() {
    answer("knowledge-bases/retrieve");

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      calls.agents(
          ClientKind.SYNC,
          c -> c.retrieve(r -> r.knowledgeBaseId("SSGLURQ9A5").retrievalQuery(q -> q.text("?"))),
          c -> null);

      assertThat(calls.attributes())
          .containsEntry("aws.bedrock.retrieval.document_count", 5L)
          .hasEntrySatisfying(
              "gen_ai.retrieval.documents",
              documents ->
                  assertThat(documents.toString())
                      .startsWith("[{\"id\":\"2222\",\"score\":0.6244210600852966,")
                      .contains("\"x-amz-bedrock-kb-data-source-id\":\"VYV3J5D9O6\""));
    }
  }

  @Test
  void retrieveAndGenerate() {
    answer("knowledge-bases/retrieve-and-generate-kb");

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      calls.agents(ClientKind.SYNC, c -> c.retrieveAndGenerate(r -> {}), c -> null);

      assertThat(calls.attributes())
          .containsEntry("gen_ai.conversation.id", "c86b69be-2f93-43c7-8b87-402acc8ebe6d")
          .doesNotContainKey("aws.bedrock.guardrail.action");
      assertThat(calls.attributes().get("gen_ai.output.messages").toString())
          .contains("\"span\":{\"end\":209,\"start\":0}", "\"references\":[{\"id\":\"2222\"");
    }
  }

  @Test
  void applyGuardrail() {
    answer("apply-guardrail/intervened-full");

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      calls.models(
          ClientKind.SYNC,
          c ->
              c.applyGuardrail(
                  r ->
                      r.guardrailIdentifier("274u1upxm897")
                          .guardrailVersion("1")
                          .source("INPUT")
                          .content(GuardrailContentBlock.fromText(t -> t.text("?")))),
          c -> null);

      assertThat(calls.attributes())
          .containsEntry("aws.bedrock.guardrail.action", "INTERVENED")
          .containsEntry(
              "aws.bedrock.guardrail.policies", List.of("topic", "sensitive_information"))
          .containsEntry("aws.bedrock.guardrail.latency_ms", 379L)
          .hasEntrySatisfying(
              "aws.bedrock.guardrail.assessments",
              found -> assertThat(found.toString()).contains("abc@pqrt.com"));
    }
  }

  @Test
  @NeedsSdk(LaterMembers.COUNT_TOKENS)
  void countTokens() {
    answer("count-tokens/claude-sonnet-4-converse-input");

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      CountTokensTest.Calls.ofConverse(calls, ClientKind.SYNC, "m", "?");

      assertThat(calls.attributes()).containsEntry("aws.bedrock.count_tokens.input_tokens", 11L);
    }
  }

  @Test
  void maskedConverse() {
    answer("converse/titan-guardrail-masked");

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.models(ClientKind.SYNC, c -> c.converse(Exchanges.converse()), c -> null);

      assertThat(calls.attributes())
          .containsEntry("aws.bedrock.guardrail.action", "INTERVENED")
          .containsEntry("aws.bedrock.guardrail.effect", "masked")
          .containsEntry("aws.bedrock.guardrail.policies", List.of("sensitive_information"))
          .containsEntry("aws.bedrock.guardrail.latency_ms", 512L)
          .containsEntry("aws.bedrock.guardrail.coverage.text_characters.guarded", 123L);
    }
  }

  @Test
  void anonymizedInvokeModel() {
    answer("amazon-titan-text/express-unary-guardrail-anonymized");

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.models(ClientKind.SYNC, c -> c.invokeModel(Exchanges.invokeModel()), c -> null);

      assertThat(calls.attributes())
          .containsEntry("aws.bedrock.guardrail.effect", "masked")
          .containsEntry("aws.bedrock.guardrail.latency_ms", 613L)
          .containsEntry("gen_ai.response.finish_reasons", List.of("FINISH"));
      assertThat(calls.span().toString()).doesNotContain("1234561666");
    }
  }

  private static void answer(String recorded) {
    byte[] body = FileContents.bytes(WIRE.resolve(recorded).resolve("response.json"));
    bedrock.reset();
    bedrock.answerAt(".*", r -> FakeBedrock.json(r, body));
  }
}
