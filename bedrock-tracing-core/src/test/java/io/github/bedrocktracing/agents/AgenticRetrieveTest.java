/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.client.TracedCalls;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.sdk.NeedsSdk;
import io.github.bedrocktracing.testing.server.EventStreams;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.model.AgenticRetrieveMessage;
import software.amazon.awssdk.services.bedrockagentruntime.model.AgenticRetrieveStreamResponseHandler;
import software.amazon.awssdk.services.bedrockagentruntime.model.AgenticRetriever;

/** AgenticRetrieveStream, by which a model looks things up. */
@NeedsSdk(LaterMembers.AGENTIC_RETRIEVE)
class AgenticRetrieveTest extends AgentServiceStreamContract {
  private static final String MODEL =
      "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";

  private static final String FIRST_CHUNK = "gen_ai.response.time_to_first_chunk";

  private static final Operation OPERATION =
      Operation.of(
          "agentic_retrieve",
          ".*",
          "retrieval KB1",
          client -> Calls.retrieve(client, "KB1"),
          EventStreams.event(
              "traceEvent",
              "{\"id\":\"1\",\"attributes\":{\"step\":\"Planning\",\"message\":\"SECRET\","
                  + "\"warnings\":[{\"guardrail\":{\"action\":\"NONE\"}}]}}"),
          EventStreams.event("responseEvent", "{\"text\":\"SECRET swimming\"}"),
          EventStreams.event(
              "result",
              "{\"results\":[{\"content\":{\"text\":\"SECRET source\",\"byteContent\":\"aGk=\","
                  + "\"mimeType\":\"image/png\"},\"metadata\":{\"page\":1}}],"
                  + "\"generatedResponse\":{\"answer\":\"SECRET swimming\",\"citations\":["
                  + "{\"startIndex\":0,\"endIndex\":3,\"references\":[{\"resultIndex\":0}]}]}}"));

  static Stream<Operation> operations() {
    return Stream.of(OPERATION);
  }

  @Test
  void agenticRetrieve_countsWhatItFound_andNamesTheModelThatLooked() {
    OPERATION.answer(OPERATION.whole());

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      calls.agentStream(OPERATION.call());

      assertThat(calls.attributes())
          .containsEntry("gen_ai.data_source.id", "KB1")
          .containsEntry("gen_ai.request.model", MODEL)
          .containsEntry("gen_ai.retrieval.top_k", 4L)
          .containsEntry("aws.bedrock.retrieval.document_count", 1L)
          .containsEntry("gen_ai.retrieval.query.text", "SECRET question")
          .hasEntrySatisfying(
              "gen_ai.retrieval.documents",
              documents ->
                  assertThat(documents.toString()).contains("SECRET source", "\"page\":1"));
    }
  }

  @Test
  void agenticRetrieveFromSeveralBases_isNamedAfterNone() {
    OPERATION.answer(OPERATION.whole());

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.agentStream(client -> Calls.retrieve(client, "KB1", "KB2"));

      assertThat(calls.span().getName()).isEqualTo("retrieval");
      assertThat(calls.attributes())
          .containsEntry("aws.bedrock.knowledge_base.ids", List.of("KB1", "KB2"))
          .doesNotContainKey("gen_ai.data_source.id");
    }
  }

  @Test
  void timeToFirstChunk_isThatOfTheAnswer() {
    assertThat(attributesOf(OPERATION, OPERATION.frames().get(0))).doesNotContainKey(FIRST_CHUNK);
    assertThat(attributesOf(OPERATION, OPERATION.frames().get(2))).containsKey(FIRST_CHUNK);
  }

  @Test
  void resultThatTellsTheAnswerAgain_isNoFurtherChunk() {
    OPERATION.answer(OPERATION.whole());

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.agentStream(OPERATION.call());

      assertThat(calls.attributes()).containsKey(FIRST_CHUNK);
      assertThat(calls.telemetry().metric("gen_ai.client.operation.time_per_output_chunk"))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void eventThatIsTooLarge_hidesNoOutcome(boolean content) {
    byte[] result =
        EventStreams.event(
            "result", "{\"results\":[{\"content\":{\"text\":\"" + "A".repeat(3 << 20) + "\"}}]}");

    assertHidesNoOutcome(OPERATION, result, content);
  }

  /** The calls themselves. */
  static final class Calls {
    private Calls() {}

    static CompletableFuture<Void> retrieve(
        BedrockAgentRuntimeAsyncClient client, String... knowledgeBases) {
      AgenticRetrieveMessage question =
          AgenticRetrieveMessage.builder()
              .role("user")
              .content(c -> c.text("SECRET question"))
              .build();
      return client.agenticRetrieveStream(
          r ->
              r.messages(question)
                  .retrievers(Stream.of(knowledgeBases).map(Calls::retriever).toList())
                  .agenticRetrieveConfiguration(
                      a ->
                          a.foundationModelConfiguration(
                              f ->
                                  f.bedrockFoundationModelConfiguration(
                                      b -> b.modelConfiguration(m -> m.modelArn(MODEL))))),
          AgenticRetrieveStreamResponseHandler.builder().subscriber(event -> {}).build());
    }

    private static AgenticRetriever retriever(String knowledgeBase) {
      return AgenticRetriever.builder()
          .configuration(
              c ->
                  c.knowledgeBase(
                      k ->
                          k.knowledgeBaseId(knowledgeBase)
                              .retrievalOverrides(o -> o.maxNumberOfResults(4))))
          .build();
    }
  }
}
