/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static io.github.bedrocktracing.testing.agent.KnowledgeBaseRequests.generate;
import static io.github.bedrocktracing.testing.telemetry.Spans.assertJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.bedrocktracing.BedrockSession;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.TracedCalls;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveAndGenerateRequest;

/** RetrieveAndGenerate: a model answers from what was found, and its answer comes whole. */
class RetrieveAndGenerateTest {
  private static final String GENERATED =
      """
      {"sessionId":"session-9","output":{"text":"They swim."},"guardrailAction":"INTERVENED",
       "citations":[{"generatedResponsePart":{"textResponsePart":{"text":"They swim.",
          "span":{"start":0,"end":9}}},
         "retrievedReferences":[{"content":{"text":"Penguins swim."},
            "location":{"type":"CUSTOM","customDocumentLocation":{"id":"doc-1"}},
            "metadata":{"page":3}}]}]}
      """;

  @AutoClose private static final FakeBedrock bedrock = FakeBedrock.start();

  @BeforeEach
  void forget() {
    bedrock.reset();
  }

  @ParameterizedTest
  @EnumSource
  void isAChatWithTheKnowledgeBase_andTheSessionOfTheAnswer(ClientKind kind) {
    bedrock.answerAt("/retrieveAndGenerate", r -> FakeBedrock.json(r, GENERATED));
    String model = "anthropic.claude-3-haiku-20240307-v1:0";

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.agents(
          kind,
          c -> c.retrieveAndGenerate(generate(model)),
          c -> c.retrieveAndGenerate(generate(model)));

      assertThat(calls.span().getName()).isEqualTo("chat " + model);
      assertThat(calls.attributes())
          .containsExactlyInAnyOrderEntriesOf(
              Map.ofEntries(
                  entry("gen_ai.operation.name", "chat"),
                  entry("gen_ai.provider.name", "aws.bedrock"),
                  entry("gen_ai.request.model", model),
                  entry("gen_ai.request.max_tokens", 100L),
                  entry("gen_ai.request.temperature", 0.2),
                  entry("aws.bedrock.knowledge_base.id", "KB1"),
                  entry("gen_ai.conversation.id", "session-9"),
                  entry("session.id", "session-9"),
                  entry("aws.bedrock.guardrail.id", "guardrail-1"),
                  entry("aws.bedrock.guardrail.action", "INTERVENED"),
                  entry("gen_ai.response.finish_reasons", List.of("content_filter")),
                  entry("aws.request_id", "req-1"),
                  entry("cloud.region", "us-east-1"),
                  entry("server.address", "localhost"),
                  entry("server.port", (long) bedrock.port())));
    }
  }

  @Test
  void withContent_hasQuestionAnswerAndCitations() throws Exception {
    bedrock.answerAt(
        "/retrieveAndGenerate", r -> FakeBedrock.json(r, GENERATED.replace("INTERVENED", "NONE")));

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      calls.agents(ClientKind.SYNC, c -> c.retrieveAndGenerate(generate("m")), c -> null);

      assertJson(
          calls.span(),
          "gen_ai.input.messages",
          "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Do they swim?\"}]}]");
      assertJson(
          calls.span(),
          "gen_ai.output.messages",
          """
          [{"role":"assistant","parts":[{"type":"text","content":"They swim."},
            {"type":"citation","span":{"start":0,"end":9},"references":[
              {"id":"doc-1","content":"Penguins swim.",
               "location":{"customDocumentLocation":{"id":"doc-1"},"type":"CUSTOM"},
               "metadata":{"page":3}}]}]}]
          """);
    }
  }

  /** The program knows better whose call it is than the service. */
  @Test
  void keepsTheProgramsOwnSession() {
    bedrock.answerAt("/retrieveAndGenerate", r -> FakeBedrock.json(r, GENERATED));

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      BedrockSession.builder()
          .sessionId("own")
          .build()
          .call(
              () ->
                  calls.agents(
                      ClientKind.SYNC, c -> c.retrieveAndGenerate(generate("m")), c -> null));

      assertThat(calls.attributes())
          .containsEntry("session.id", "own")
          .containsEntry("gen_ai.conversation.id", "session-9");
    }
  }

  @Test
  void takesTheSessionOfTheRequest() {
    bedrock.answerAt(
        "/retrieveAndGenerate",
        r -> FakeBedrock.error(r, 400, "ValidationException", "unknown session"));
    RetrieveAndGenerateRequest request = generate("m").toBuilder().sessionId("session-3").build();

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.agents(ClientKind.SYNC, c -> c.retrieveAndGenerate(request), c -> null);

      assertThat(calls.attributes())
          .containsEntry("error.type", "ValidationException")
          .containsEntry("session.id", "session-3")
          .containsEntry("gen_ai.conversation.id", "session-3");
    }
  }
}
