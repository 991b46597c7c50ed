/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.agent;

import io.github.bedrocktracing.testing.client.TracedCalls;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.model.FlowInput;
import software.amazon.awssdk.services.bedrockagentruntime.model.FlowResponseStream;
import software.amazon.awssdk.services.bedrockagentruntime.model.FlowTrace;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeFlowRequest;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeFlowResponseHandler;

/** Calls of one flow that ask for its trace. */
public final class FlowCalls {
  private static final String PATH = "/flows/F1/aliases/A1";

  private FlowCalls() {}

  /** Lets the flow answer with these bytes. */
  public static void answer(FakeBedrock bedrock, byte[] body) {
    bedrock.answerAt(PATH, response -> FakeBedrock.stream(response, body));
  }

  /** Lets the flow answer with these bytes, over two seconds. */
  public static void answerSlowly(FakeBedrock bedrock, byte[] body) {
    bedrock.answerAt(
        PATH, response -> FakeBedrock.stream(response, body).withChunkedDribbleDelay(20, 2_000));
  }

  /** Lets the flow answer with these bytes, after a while. */
  public static void answerLate(FakeBedrock bedrock, byte[] body, int milliseconds) {
    bedrock.answerAt(
        PATH, response -> FakeBedrock.stream(response, body).withFixedDelay(milliseconds));
  }

  /** Returns what the SDK itself reads in an event of the trace, in a line for each side. */
  public static List<String> told(FlowTrace trace) {
    return switch (trace.type()) {
      case NODE_INPUT_TRACE ->
          trace.nodeInputTrace().fields().stream()
              .map(
                  field ->
                      trace.nodeInputTrace().nodeName()
                          + " "
                          + field.nodeInputName()
                          + " "
                          + trace.nodeInputTrace().timestamp())
              .toList();
      case NODE_OUTPUT_TRACE ->
          trace.nodeOutputTrace().fields().stream()
              .map(
                  field ->
                      trace.nodeOutputTrace().nodeName()
                          + " "
                          + field.nodeOutputName()
                          + " "
                          + trace.nodeOutputTrace().timestamp())
              .toList();
      case CONDITION_NODE_RESULT_TRACE ->
          trace.conditionNodeResultTrace().satisfiedConditions().stream()
              .map(
                  condition ->
                      trace.conditionNodeResultTrace().nodeName() + " " + condition.conditionName())
              .toList();
      case NODE_ACTION_TRACE ->
          List.of(
              trace.nodeActionTrace().nodeName()
                  + " "
                  + trace.nodeActionTrace().serviceName()
                  + "."
                  + trace.nodeActionTrace().operationName());
      case NODE_DEPENDENCY_TRACE ->
          List.of(
              trace.nodeDependencyTrace().nodeName()
                  + " "
                  + trace.nodeDependencyTrace().traceElements().agentTraces().stream()
                      .map(part -> part.trace().type())
                      .toList());
      default -> List.of();
    };
  }

  /** Calls the flow, doing something at each event. */
  public static CompletableFuture<Void> invoke(
      BedrockAgentRuntimeAsyncClient client, Consumer<FlowResponseStream> onEvent) {
    return client.invokeFlow(
        request(), InvokeFlowResponseHandler.builder().subscriber(onEvent).build());
  }

  /** Returns the spans of a call without content that is answered with frames. */
  public static List<SpanData> spans(FakeBedrock bedrock, List<byte[]> frames) {
    bedrock.reset();
    answer(bedrock, EventStreams.concat(frames));
    try (TracedCalls calls = TracedCalls.withoutContent(bedrock)) {
      return List.copyOf(spans(calls));
    }
  }

  /** Returns the spans of a call, in the order in which they ended. */
  public static List<SpanData> spans(TracedCalls calls) {
    calls.agentStream(client -> invoke(client, event -> {}));
    return calls.telemetry().spansOfCall();
  }

  private static InvokeFlowRequest request() {
    return InvokeFlowRequest.builder()
        .flowIdentifier("F1")
        .flowAliasIdentifier("A1")
        .enableTrace(true)
        .inputs(
            FlowInput.builder()
                .nodeName("FlowInputNode")
                .nodeOutputName("document")
                .content(content -> content.document(Document.fromString("SECRET question")))
                .build())
        .build();
  }
}
