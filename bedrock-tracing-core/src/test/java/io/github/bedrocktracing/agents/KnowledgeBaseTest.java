/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static io.github.bedrocktracing.testing.agent.KnowledgeBaseRequests.MODEL_ARN;
import static io.github.bedrocktracing.testing.agent.KnowledgeBaseRequests.generate;
import static io.github.bedrocktracing.testing.agent.KnowledgeBaseRequests.query;
import static io.github.bedrocktracing.testing.agent.KnowledgeBaseRequests.rerank;
import static io.github.bedrocktracing.testing.agent.KnowledgeBaseRequests.retrieve;
import static io.github.bedrocktracing.testing.telemetry.Spans.assertJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.bedrocktracing.testing.client.CallResult;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.TracedCalls;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking things up in knowledge bases, putting them in order, and asking for queries. */
class KnowledgeBaseTest {
  private static final String FOUND =
      """
      {"guardrailAction":"NONE","retrievalResults":[
        {"content":{"type":"TEXT","text":"Penguins swim."},"score":0.75,"documentId":"doc-1",
         "location":{"type":"S3","s3Location":{"uri":"s3://b/penguins.txt"}},
         "metadata":{"page":3}},
        {"content":{"type":"IMAGE","byteContent":"data:image/png;base64,aGk="},
         "location":{"type":"WEB","webLocation":{"url":"https://example.org/p"}},
         "newField":{"a":1}}]}
      """;

  @AutoClose private static final FakeBedrock bedrock = FakeBedrock.start();

  @BeforeEach
  void forget() {
    bedrock.reset();
  }

  @ParameterizedTest
  @EnumSource
  void retrieve_isARetrievalOfItsKnowledgeBase_withoutContent(ClientKind kind) {
    bedrock.answerAt("/knowledgebases/KB1/retrieve", r -> FakeBedrock.json(r, FOUND));

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.agents(kind, c -> c.retrieve(retrieve()), c -> c.retrieve(retrieve()));

      assertThat(calls.span().getName()).isEqualTo("retrieval KB1");
      assertThat(calls.span().getKind()).isEqualTo(SpanKind.CLIENT);
      assertThat(calls.span().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
      assertThat(calls.attributes())
          .containsExactlyInAnyOrderEntriesOf(
              Map.ofEntries(
                  entry("gen_ai.operation.name", "retrieval"),
                  entry("gen_ai.provider.name", "aws.bedrock"),
                  entry("gen_ai.data_source.id", "KB1"),
                  entry("aws.bedrock.knowledge_base.id", "KB1"),
                  entry("gen_ai.retrieval.top_k", 7L),
                  entry("aws.bedrock.guardrail.id", "guardrail-1"),
                  entry("aws.bedrock.guardrail.action", "NONE"),
                  entry("aws.bedrock.retrieval.document_count", 2L),
                  entry("aws.request_id", "req-1"),
                  entry("cloud.region", "us-east-1"),
                  entry("server.address", "localhost"),
                  entry("server.port", (long) bedrock.port())));
    }
  }

  @Test
  void retrieve_withContent_hasQueryAndDocumentsWithScores_andNoBytes() throws Exception {
    bedrock.answerAt("/knowledgebases/KB1/retrieve", r -> FakeBedrock.json(r, FOUND));

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      calls.agents(ClientKind.SYNC, c -> c.retrieve(retrieve()), c -> c.retrieve(retrieve()));

      assertThat(calls.attributes()).containsEntry("gen_ai.retrieval.query.text", "Do they swim?");
      // A document without a name is known by where it lies.
      String name = LaterMembers.DOCUMENT_ID.isPresent() ? "doc-1" : "s3://b/penguins.txt";
      assertJson(
          calls.span(),
          "gen_ai.retrieval.documents",
          """
          [{"id":"%s","score":0.75,"content":"Penguins swim.","type":"TEXT",
            "location":{"s3Location":{"uri":"s3://b/penguins.txt"},"type":"S3"},
            "metadata":{"page":3}},
           {"id":"https://example.org/p","type":"IMAGE",
            "media":{"type":"blob","modality":"image","mime_type":"image/png",
              "content":"","byte_size":2,
              "sha256":"8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4"},
            "location":{"type":"WEB","webLocation":{"url":"https://example.org/p"}}}]
          """
              .formatted(name));
    }
  }

  @Test
  void retrieve_redactsQueryAndDocuments() {
    bedrock.answerAt("/knowledgebases/KB1/retrieve", r -> FakeBedrock.json(r, FOUND));

    try (TracedCalls calls =
        new TracedCalls(
            bedrock,
            options ->
                options.captureContent(true).contentRedactor(text -> text.replace("swim", "*")))) {
      calls.agents(ClientKind.SYNC, c -> c.retrieve(retrieve()), c -> c.retrieve(retrieve()));

      assertThat(calls.attributes()).containsEntry("gen_ai.retrieval.query.text", "Do they *?");
      assertThat(calls.span().getAttributes().toString())
          .contains("Penguins *.")
          .doesNotContain("swim");
    }
  }

  @ParameterizedTest
  @EnumSource
  void retrieveThatFails_hasTheServicesError(ClientKind kind) {
    bedrock.answerAt(
        "/knowledgebases/KB1/retrieve",
        r -> FakeBedrock.error(r, 404, "ResourceNotFoundException", "no SECRET there"));

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.agents(kind, c -> c.retrieve(retrieve()), c -> c.retrieve(retrieve()));

      assertThat(calls.span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
      assertThat(calls.attributes())
          .containsEntry("error.type", "ResourceNotFoundException")
          .doesNotContainKey("aws.bedrock.retrieval.document_count");
      assertThat(calls.span().toString()).doesNotContain("SECRET");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"retrievalResults\":[]}",
        "{\"retrievalResults\":null,\"sessionId\":null}",
        "{\"retrievalResults\":[{}],\"citations\":[{}],\"output\":{},\"results\":[{}]}",
        "{\"retrievalResults\":[{\"content\":null,\"location\":{},\"metadata\":null}],"
            + "\"citations\":[{\"retrievedReferences\":[{}]}],\"queries\":[{}],"
            + "\"results\":[{\"index\":99,\"relevanceScore\":0.5}]}"
      })
  void oddAnswers_areTracedAllTheSame(String body) {
    bedrock.answerAt(".*", r -> FakeBedrock.json(r, body));

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      calls.agents(ClientKind.SYNC, c -> c.retrieve(retrieve()), c -> c.retrieve(retrieve()));
      calls.agents(
          ClientKind.SYNC,
          c -> c.retrieveAndGenerate(generate("anthropic.claude-3-haiku-20240307-v1:0")),
          c -> null);
      calls.agents(ClientKind.SYNC, c -> c.rerank(rerank()), c -> null);
      calls.agents(ClientKind.SYNC, c -> c.generateQuery(query()), c -> null);

      assertThat(calls.telemetry().spans(4))
          .allSatisfy(
              span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET));
    }
  }

  @ParameterizedTest
  @EnumSource
  void rerank_hasModelAndCounts_withoutContent(ClientKind kind) {
    bedrock.answerAt(
        "/rerank",
        r ->
            FakeBedrock.json(
                r,
                "{\"results\":[{\"index\":1,\"relevanceScore\":0.9},{\"index\":0,\"relevanceScore\":0.1}]}"));

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.agents(kind, c -> c.rerank(rerank()), c -> c.rerank(rerank()));

      assertThat(calls.span().getName()).isEqualTo("rerank " + MODEL_ARN);
      assertThat(calls.attributes())
          .containsEntry("gen_ai.operation.name", "rerank")
          .containsEntry("gen_ai.request.model", MODEL_ARN)
          .containsEntry("gen_ai.retrieval.top_k", 2L)
          .containsEntry("aws.bedrock.retrieval.document_count", 2L)
          .doesNotContainKeys(
              "gen_ai.request.top_k", "gen_ai.retrieval.documents", "gen_ai.retrieval.query.text");
    }
  }

  @Test
  void rerank_withContent_hasDocumentsInTheirNewOrder() throws Exception {
    bedrock.answerAt(
        "/rerank",
        r ->
            FakeBedrock.json(
                r,
                "{\"results\":[{\"index\":1,\"relevanceScore\":0.9},{\"index\":0,\"relevanceScore\":0.1}]}"));

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      calls.agents(ClientKind.SYNC, c -> c.rerank(rerank()), c -> null);

      assertThat(calls.attributes()).containsEntry("gen_ai.retrieval.query.text", "swimming");
      assertJson(
          calls.span(),
          "gen_ai.retrieval.documents",
          """
          [{"score":0.9,"content":"penguins","index":1},
           {"score":0.1,"content":"giraffes","index":0}]
          """);
    }
  }

  @Test
  void withoutContent_nothingOfQuestionsDocumentsAndAnswersLeaks() {
    bedrock.answerAt(
        ".*",
        r ->
            FakeBedrock.json(
                r,
                """
                {"output":{"text":"swim"},"queries":[{"sql":"swim"}],"unheardOf":"swim",
                 "citations":[{"retrievedReferences":[{"content":{"text":"swim"}}]}],
                 "retrievalResults":[{"content":{"text":"swim"},"documentId":"swim",
                    "location":{"webLocation":{"url":"https://swim"}},"metadata":{"swim":1}}],
                 "results":[{"index":0,"document":{"textDocument":{"text":"swim"}}}]}
                """));

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.agents(ClientKind.SYNC, c -> c.retrieve(retrieve()), c -> null);
      calls.agents(ClientKind.SYNC, c -> c.retrieveAndGenerate(generate("m")), c -> null);
      calls.agents(ClientKind.SYNC, c -> c.rerank(rerank()), c -> null);
      calls.agents(ClientKind.SYNC, c -> c.generateQuery(query()), c -> null);

      assertThat(calls.telemetry().spans(4).toString()).doesNotContain("swim", "How many?");
      assertThat(calls.telemetry().collectMetrics().toString()).doesNotContain("swim");
      assertThat(retrieve().retrievalQuery().text()).as("the content itself").contains("swim");
    }
  }

  @Test
  void generateQuery_generatesContentForItsKnowledgeBase() {
    bedrock.answerAt(
        "/generateQuery",
        r ->
            FakeBedrock.json(
                r, "{\"queries\":[{\"type\":\"REDSHIFT_SQL\",\"sql\":\"SELECT 1\"}]}"));

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      CallResult result =
          calls.agents(ClientKind.ASYNC_HTTP_1_1, c -> null, c -> c.generateQuery(query()));

      assertThat(result.failure()).isEmpty();
      assertThat(calls.span().getName()).isEqualTo("generate_content KB1");
      assertThat(calls.attributes())
          .containsEntry("aws.bedrock.knowledge_base.id", "KB1")
          .hasEntrySatisfying(
              "gen_ai.input.messages", v -> assertThat(v.toString()).contains("How many?"))
          .hasEntrySatisfying(
              "gen_ai.output.messages", v -> assertThat(v.toString()).contains("SELECT 1"));
    }
  }
}
