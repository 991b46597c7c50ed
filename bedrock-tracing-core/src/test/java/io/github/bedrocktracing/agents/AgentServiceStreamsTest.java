/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.client.TracedCalls;
import io.github.bedrocktracing.testing.server.EventStreams;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockagentruntime.model.FlowInput;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeFlowResponseHandler;
import software.amazon.awssdk.services.bedrockagentruntime.model.OptimizePromptResponseHandler;
import software.amazon.awssdk.services.bedrockagentruntime.model.RetrieveAndGenerateStreamResponseHandler;

/** Streams of the agents' service that every SDK has, but for those of agents. */
class AgentServiceStreamsTest extends AgentServiceStreamContract {
  private static final String MODEL =
      "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";

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

  static Stream<Operation> operations() {
    return Stream.of(RETRIEVE_AND_GENERATE, FLOW, OPTIMIZE_PROMPT);
  }

  @Test
  void retrieveAndGenerateStream_hasTheSessionOfTheAnswersHeader() {
    RETRIEVE_AND_GENERATE.answer(RETRIEVE_AND_GENERATE.whole());

    try (TracedCalls calls = TracedCalls.withContent(bedrock)) {
      calls.agentStream(RETRIEVE_AND_GENERATE.call());

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
  void invokeFlow_hasFlowAliasRunAndCompletion() {
    FLOW.answer(FLOW.whole());

    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.agentStream(FLOW.call());

      assertThat(calls.attributes())
          .containsEntry("gen_ai.operation.name", "invoke_workflow")
          .containsEntry("gen_ai.workflow.name", "F1")
          .containsEntry("aws.bedrock.flow.id", "F1")
          .containsEntry("aws.bedrock.flow.alias_id", "A1")
          .containsEntry("aws.bedrock.flow.execution_id", "run-5")
          .containsEntry("aws.bedrock.flow.completion_reason", "SUCCESS");
    }
  }

  @Test
  void interventionOfAGuardrail_isNoChunkOfTheAnswer() {
    byte[] guardrail =
        RETRIEVE_AND_GENERATE.frames().get(RETRIEVE_AND_GENERATE.frames().size() - 1);

    assertThat(attributesOf(RETRIEVE_AND_GENERATE, guardrail))
        .doesNotContainKey("gen_ai.response.time_to_first_chunk");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void eventThatIsTooLarge_hidesNoOutcome(boolean content) {
    String large = "A".repeat(3 << 20);
    byte[] citation =
        EventStreams.event(
            "citation",
            "{\"citation\":{\"retrievedReferences\":[{\"content\":{\"text\":\""
                + large
                + "\"}}]}}");
    byte[] prompt =
        EventStreams.event(
            "optimizedPromptEvent",
            "{\"optimizedPrompt\":{\"textPrompt\":{\"text\":\"" + large + "\"}}}");

    assertHidesNoOutcome(RETRIEVE_AND_GENERATE, citation, content);
    assertHidesNoOutcome(OPTIMIZE_PROMPT, prompt, content);
  }
}
