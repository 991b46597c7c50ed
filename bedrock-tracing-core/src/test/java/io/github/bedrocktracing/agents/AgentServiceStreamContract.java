/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.client.TracedCalls;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;

/**
 * What holds for every stream of the agents' service but for those of agents; a test names the
 * operations.
 */
abstract class AgentServiceStreamContract {
  static FakeBedrock bedrock;

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
  record Operation(
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
      return EventStreams.concat(frames);
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

  static Map<String, Object> attributesOf(Operation operation, byte[] frame) {
    operation.answer(frame);
    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      calls.agentStream(operation.call);
      return calls.attributes();
    }
  }

  static void assertHidesNoOutcome(Operation operation, byte[] largeEvent, boolean content) {
    operation.answer(largeEvent);
    try (TracedCalls calls = new TracedCalls(bedrock, options -> options.captureContent(content))) {
      calls.agentStream(operation.call);

      assertThat(calls.attributes())
          .as(operation.name())
          .containsEntry("aws.bedrock.stream.outcome", "complete");
    }
  }
}
