/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.EventStreams;
import io.github.bedrocktracing.testing.FakeBedrock;
import io.github.bedrocktracing.testing.TracedCalls;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.model.AgenticRetrieveMessage;
import software.amazon.awssdk.services.bedrockagentruntime.model.AgenticRetrieveStreamResponseHandler;
import software.amazon.awssdk.services.bedrockagentruntime.model.AgenticRetriever;
import software.amazon.awssdk.services.bedrockagentruntime.model.FlowInput;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeFlowResponseHandler;
import software.amazon.awssdk.services.bedrockagentruntime.model.OptimizePromptResponseHandler;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveAndGenerateStreamResponseHandler;

/** Streams of the agents' service, but for those of agents. */
class AgentServiceStreamsTest {
  private static final String MODEL =
      "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";

  private static final String FIRST_CHUNK = "gen_ai.response.time_to_first_chunk";

  private static final Operation RETRIEVE_AND_GENERATE =
      Operation.of(
          "retrieve_and_generate",
          "/retrieveAndGenerateStream",
          "chat " + MODEL,
          client ->
              client.retrieveAndGenerateStream(
                  r ->
                      r.input(i -> i.text("SECRET question"))
                          .retrieveAndGenerateConfiguration(
                              c ->
                                  c.type("KNOWLEDGE_BASE")
                                      .knowledgeBaseConfiguration(
                                          k -> k.knowledgeBaseId("KB1").modelArn(MODEL))),
                  RetrieveAndGenerateStreamResponseHandler.builder()
                      .subscriber(event -> {})
                      .build()),
          EventStreams.event("output", "{\"text\":\"SECRET swi\"}"),
          EventStreams.event("output", "{\"text\":\"mming\"}"),
          EventStreams.event(
              "citation",
              "{\"citation\":{\"retrievedReferences\":[{\"content\":{\"text\":\"SECRET source\"}}]},"
                  + "\"p\":\"abc\"}"),
          EventStreams.event("unheardOf", "{\"a\":\"SECRET\"}"),
          EventStreams.event("guardrail", "{\"action\":\"NONE\"}"));

  private static final Operation AGENTIC_RETRIEVE =
      Operation.of(
          "agentic_retrieve",
          ".*",
          "retrieval KB1",
          client ->
              client.agenticRetrieveStream(
                  r ->
                      r.messages(
                              AgenticRetrieveMessage.builder()
                                  .role("user")
                                  .content(c -> c.text("SECRET question"))
                                  .build())
                          .retrievers(
                              AgenticRetriever.builder()
                                  .configuration(
                                      c ->
                                          c.knowledgeBase(
                                              k ->
                                                  k.knowledgeBaseId("KB1")
                                                      .retrievalOverrides(
                                                          o -> o.maxNumberOfResults(4))))
                                  .build())
                          .agenticRetrieveConfiguration(
                              a ->
                                  a.foundationModelConfiguration(
                                      f ->
                                          f.bedrockFoundationModelConfiguration(
                                              b -> b.modelConfiguration(m -> m.modelArn(MODEL))))),
                  AgenticRetrieveStreamResponseHandler.builder().subscriber(event -> {}).build()),
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

  private static final Operation FLOW =
      Operation.of(
          "flow",
          "/flows/F1/aliases/A1",
          "invoke_workflow F1",
          client ->
              client.invokeFlow(
                  r ->
                      r.flowIdentifier("F1")
                          .flowAliasIdentifier("A1")
                          .inputs(
                              FlowInput.builder()
                                  .nodeName("FlowInputNode")
                                  .nodeOutputName("document")
                                  .content(c -> c.document(Document.fromString("SECRET question")))
                                  .build()),
                  InvokeFlowResponseHandler.builder().subscriber(event -> {}).build()),
          EventStreams.event(
              "flowOutputEvent",
              "{\"nodeName\":\"Out\",\"nodeType\":\"FlowOutputNode\","
                  + "\"content\":{\"document\":{\"answer\":\"SECRET swimming\"}}}"),
          EventStreams.event("flowCompletionEvent", "{\"completionReason\":\"SUCCESS\"}"));

  private static final Operation OPTIMIZE_PROMPT =
      Operation.of(
          "optimize_prompt",
          "/optimize-prompt",
          "generate_content " + MODEL,
          client ->
              client.optimizePrompt(
                  r ->
                      r.targetModelId(MODEL)
                          .input(i -> i.textPrompt(t -> t.text("SECRET question"))),
                  OptimizePromptResponseHandler.builder().subscriber(event -> {}).build()),
          EventStreams.event("analyzePromptEvent", "{\"message\":\"SECRET analysis\"}"),
          EventStreams.event(
              "optimizedPromptEvent",
              "{\"optimizedPrompt\":{\"textPrompt\":{\"text\":\"SECRET swimming\"}}}"));

  private static FakeBedrock bedrock;

  @BeforeAll
  static void startServer() {
    bedrock = FakeBedrock.start();
  }

  @AfterAll
  static void stopServer() {
    bedrock.close();
  }

  @BeforeEach
  void forget() {
    bedrock.reset();
  }

  /**
   * A streaming operation, what it is recorded as, and an answer to it.
   *
   * @param path where it is posted to
   * @param call makes the call and consumes the answer
   */
  private record Operation(
      String name,
      String path,
      String spanName,
      Function<BedrockAgentRuntimeAsyncClient, CompletableFuture<Void>> call,
      List<byte[]> frames) {
    static Operation of(
        String name,
        String path,
        String spanName,
        Function<BedrockAgentRuntimeAsyncClient, CompletableFuture<Void>> call,
        byte[]... frames) {
      return new Operation(name, path, spanName, call, List.of(frames));
    }

    byte[] whole() {
      return EventStreams.concat(frames.toArray(byte[][]::new));
    }

    void answer(byte[] body) {
      bedrock.answerAt(
          path,
          r ->
              FakeBedrock.stream(r, body)
                  .withHeader("x-amzn-bedrock-knowledge-base-session-id", "session-9")
                  .withHeader("x-amz-bedrock-flow-execution-id", "run-5"));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Operation> operations() {
    return Stream.of(RETRIEVE_AND_GENERATE, AGENTIC_RETRIEVE, FLOW, OPTIMIZE_PROMPT);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aWholeStream_isComplete_andLeaksNothing(Operation operation) {
    operation.answer(operation.whole());

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      assertThat(calls.agentStream(operation.call).failure()).isEmpty();

      assertThat(calls.span().getName()).isEqualTo(operation.spanName);
      assertThat(calls.span().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
      assertThat(calls.attributes())
          .containsEntry("aws.bedrock.stream.outcome", "complete")
          .containsEntry("gen_ai.request.stream", true)
          .containsKey("gen_ai.response.time_to_first_chunk")
          .doesNotContainKey("gen_ai.response.finish_reasons");
      assertThat(calls.span().toString()).doesNotContain("SECRET");
      assertThat(calls.telemetry().collectMetrics().toString()).doesNotContain("SECRET");
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void withContent_questionAndAnswerAreThere(Operation operation) {
    operation.answer(operation.whole());

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      calls.agentStream(operation.call);

      Map<String, Object> attributes = calls.attributes();
      assertThat(attributes.get("gen_ai.input.messages").toString()).contains("SECRET question");
      assertThat(attributes.get("gen_ai.output.messages").toString())
          .contains("SECRET swimming")
          .doesNotContain("finish_reason");
      assertThat(calls.span().toString()).doesNotContain("aGk=");
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aStreamCutInItsLastFrame_isTruncated(Operation operation) {
    byte[] whole = operation.whole();
    operation.answer(Arrays.copyOf(whole, whole.length - 10));

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      calls.agentStream(operation.call);

      assertThat(calls.attributes())
          .containsEntry("aws.bedrock.stream.outcome", "truncated")
          .containsEntry("error.type", "stream_truncated");
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anEmptyStream_isTruncated(Operation operation) {
    operation.answer(new byte[0]);

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      calls.agentStream(operation.call);

      assertThat(calls.attributes()).containsEntry("aws.bedrock.stream.outcome", "truncated");
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anExceptionInTheStream_isTheSpansError(Operation operation) {
    operation.answer(
        EventStreams.concat(
            operation.frames.get(0),
            EventStreams.exception("validationException", "SECRET is not valid")));

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      assertThat(calls.agentStream(operation.call).failure()).isNotEmpty();

      assertThat(calls.span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
      assertThat(calls.attributes())
          .containsEntry("error.type", "ValidationException")
          .containsEntry("aws.bedrock.stream.outcome", "failed");
      assertThat(calls.span().toString()).doesNotContain("SECRET");
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void anErrorBeforeTheStream_isTheSpansError(Operation operation) {
    bedrock.answerAt(
        operation.path, r -> FakeBedrock.error(r, 403, "AccessDeniedException", "SECRET"));

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.agentStream(operation.call);

      assertThat(calls.attributes()).containsEntry("error.type", "AccessDeniedException");
      assertThat(calls.span().toString()).doesNotContain("SECRET");
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void oddEvents_areTracedAllTheSame(Operation operation) {
    operation.answer(
        EventStreams.concat(
            EventStreams.event("output", "{\"text\":7}"),
            EventStreams.event("citation", "{}"),
            EventStreams.event("guardrail", "{\"action\":{}}"),
            EventStreams.event("flowOutputEvent", "{}"),
            EventStreams.event("traceEvent", "{\"attributes\":[]}"),
            EventStreams.event("result", "{\"results\":[1,{}],\"generatedResponse\":[]}"),
            EventStreams.event("flowCompletionEvent", "{}"),
            EventStreams.event("optimizedPromptEvent", "{}")));

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      calls.agentStream(operation.call);

      assertThat(calls.span().getName()).isEqualTo(operation.spanName);
      assertThat(calls.attributes()).containsKey("aws.bedrock.stream.outcome");
    }
  }

  @Test
  void retrieveAndGenerateStream_hasTheSessionOfTheAnswersHeader() {
    RETRIEVE_AND_GENERATE.answer(RETRIEVE_AND_GENERATE.whole());

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      calls.agentStream(RETRIEVE_AND_GENERATE.call);

      assertThat(calls.attributes())
          .containsEntry("session.id", "session-9")
          .containsEntry("gen_ai.conversation.id", "session-9")
          .containsEntry("aws.bedrock.knowledge_base.id", "KB1")
          .containsEntry("aws.bedrock.guardrail.action", "NONE")
          .containsEntry(
              "gen_ai.output.messages",
              "[{\"role\":\"assistant\",\"parts\":["
                  + "{\"type\":\"text\",\"content\":\"SECRET swimming\"},"
                  + "{\"type\":\"citation\",\"references\":[{\"content\":\"SECRET source\"}]}]}]");
    }
  }

  @Test
  void agenticRetrieve_countsWhatItFound_andNamesTheModelThatLooked() {
    AGENTIC_RETRIEVE.answer(AGENTIC_RETRIEVE.whole());

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      calls.agentStream(AGENTIC_RETRIEVE.call);

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
    AGENTIC_RETRIEVE.answer(AGENTIC_RETRIEVE.whole());

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.agentStream(
          client ->
              client.agenticRetrieveStream(
                  r -> r.retrievers(retriever("KB1"), retriever("KB2")),
                  AgenticRetrieveStreamResponseHandler.builder().subscriber(event -> {}).build()));

      assertThat(calls.span().getName()).isEqualTo("retrieval");
      assertThat(calls.attributes())
          .containsEntry("aws.bedrock.knowledge_base.ids", List.of("KB1", "KB2"))
          .doesNotContainKey("gen_ai.data_source.id");
    }
  }

  @Test
  void invokeFlow_hasFlowAliasRunAndCompletion() {
    FLOW.answer(FLOW.whole());

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.agentStream(FLOW.call);

      assertThat(calls.attributes())
          .containsEntry("gen_ai.operation.name", "invoke_workflow")
          .containsEntry("gen_ai.workflow.name", "F1")
          .containsEntry("aws.bedrock.flow.id", "F1")
          .containsEntry("aws.bedrock.flow.alias_id", "A1")
          .containsEntry("aws.bedrock.flow.execution_id", "run-5")
          .containsEntry("aws.bedrock.flow.completion_reason", "SUCCESS");
    }
  }

  private static AgenticRetriever retriever(String knowledgeBase) {
    return AgenticRetriever.builder()
        .configuration(c -> c.knowledgeBase(k -> k.knowledgeBaseId(knowledgeBase)))
        .build();
  }

  @Test
  void timeToFirstChunk_isThatOfTheAnswer() {
    assertThat(attributesOf(AGENTIC_RETRIEVE, AGENTIC_RETRIEVE.frames.get(0)))
        .doesNotContainKey(FIRST_CHUNK);
    assertThat(attributesOf(AGENTIC_RETRIEVE, AGENTIC_RETRIEVE.frames.get(2)))
        .containsKey(FIRST_CHUNK);
    byte[] guardrail = RETRIEVE_AND_GENERATE.frames.get(RETRIEVE_AND_GENERATE.frames.size() - 1);
    assertThat(attributesOf(RETRIEVE_AND_GENERATE, guardrail)).doesNotContainKey(FIRST_CHUNK);
  }

  @Test
  void resultThatTellsTheAnswerAgain_isNoFurtherChunk() {
    AGENTIC_RETRIEVE.answer(AGENTIC_RETRIEVE.whole());

    try (TracedCalls calls = new TracedCalls(bedrock, options -> options.captureContent(false))) {
      calls.agentStream(AGENTIC_RETRIEVE.call);

      assertThat(calls.attributes()).containsKey(FIRST_CHUNK);
      assertThat(calls.telemetry().metric("gen_ai.client.operation.time_per_output_chunk"))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void eventThatIsTooLarge_hidesNoOutcome(boolean content) {
    String large = "A".repeat(3 << 20);
    Map<Operation, byte[]> events =
        Map.of(
            AGENTIC_RETRIEVE,
            EventStreams.event(
                "result", "{\"results\":[{\"content\":{\"text\":\"" + large + "\"}}]}"),
            RETRIEVE_AND_GENERATE,
            EventStreams.event(
                "citation",
                "{\"citation\":{\"retrievedReferences\":[{\"content\":{\"text\":\""
                    + large
                    + "\"}}]}}"),
            OPTIMIZE_PROMPT,
            EventStreams.event(
                "optimizedPromptEvent",
                "{\"optimizedPrompt\":{\"textPrompt\":{\"text\":\"" + large + "\"}}}"));
    events.forEach(
        (operation, event) -> {
          operation.answer(event);
          try (TracedCalls calls =
              new TracedCalls(bedrock, options -> options.captureContent(content))) {
            calls.agentStream(operation.call);

            assertThat(calls.attributes())
                .as(operation.name())
                .containsEntry("aws.bedrock.stream.outcome", "complete");
          }
        });
  }

  private static Map<String, Object> attributesOf(Operation operation, byte[] frame) {
    operation.answer(frame);
    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.agentStream(operation.call);
      return calls.attributes();
    }
  }
}
