/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.mlflow;

import static io.github.bedrocktracing.testing.server.EventStreams.chunk;
import static io.github.bedrocktracing.testing.server.EventStreams.concat;
import static io.github.bedrocktracing.testing.server.EventStreams.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.server.Answers;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.ResponseStream;

/** The tests of MLflow's Python autolog for Bedrock on streams. */
@ResourceLock(ProcessState.LOCK)
class MlflowParityStreamTest extends MlflowParityFixture {
  /** Eight chunks as Anthropic sends them. */
  private static final List<String> CHUNKS =
      List.of(
          "{'type':'message_start','message':{'role':'assistant',"
              + "'usage':{'input_tokens':8,'output_tokens':1}}}",
          "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}",
          "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Hel'}}",
          "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'lo'}}",
          "{'type':'ping'}",
          "{'type':'content_block_stop','index':0}",
          "{'type':'message_delta','delta':{'stop_reason':'end_turn'},"
              + "'usage':{'output_tokens':12}}",
          "{'type':'message_stop'}");

  /** test_bedrock_autolog_converse_stream: no trace before consumption. */
  @Test
  void converseStream_hasNoTraceBeforeItIsConsumed() {
    bedrock.answerStream("converse-stream", Answers.converseStream());
    CompletableFuture<SdkPublisher<ConverseStreamOutput>> stream = new CompletableFuture<>();
    CompletableFuture<Void> call =
        async.converseStream(
            Answers.streamRequest(CLAUDE),
            ConverseStreamResponseHandler.builder().onEventStream(stream::complete).build());

    SdkPublisher<ConverseStreamOutput> events = stream.join();
    assertThat(telemetry.started()).isOne();
    assertThat(telemetry.endedSpans()).isEmpty();

    List<Object> received = new ArrayList<>();
    assertThat(events.subscribe(received::add)).isNotNull();
    call.join();
    assertThat(received).hasSize(5);
    assertThat(telemetry.onlySpan().getName()).isEqualTo("chat " + CLAUDE);
  }

  /** test_bedrock_autolog_invoke_model_stream: no trace before consumption. */
  @Test
  void invokedStream_hasNoTraceBeforeItIsConsumed() {
    bedrock.answerStream("invoke-with-response-stream", chunks());
    CompletableFuture<SdkPublisher<ResponseStream>> stream = new CompletableFuture<>();
    CompletableFuture<Void> call =
        async.invokeModelWithResponseStream(
            r -> r.modelId(CLAUDE).body(SdkBytes.fromUtf8String(CLAUDE_REQUEST)),
            InvokeModelWithResponseStreamResponseHandler.builder()
                .onEventStream(stream::complete)
                .build());

    SdkPublisher<ResponseStream> events = stream.join();
    assertThat(telemetry.started()).isOne();
    assertThat(telemetry.endedSpans()).isEmpty();

    List<Object> received = new ArrayList<>();
    assertThat(events.subscribe(received::add)).isNotNull();
    call.join();
    assertThat(received).hasSize(CHUNKS.size());
    assertThat(telemetry.onlySpan().getName()).isEqualTo("chat " + CLAUDE);
  }

  /** test_bedrock_autolog_invoke_model_stream: names and JSON of the events, fragments joined. */
  @Test
  void invokedStream_events() throws IOException {
    trace(BedrockTracing.builder().streamEvents(true));
    bedrock.answerStream("invoke-with-response-stream", chunks());

    async
        .invokeModelWithResponseStream(
            r -> r.modelId(CLAUDE).body(SdkBytes.fromUtf8String(CLAUDE_REQUEST)),
            InvokeModelWithResponseStreamResponseHandler.builder().subscriber(part -> {}).build())
        .join();

    SpanData span = telemetry.onlySpan();
    List<String> expected = new ArrayList<>(CHUNKS);
    expected.set(2, expected.get(2).replace("Hel", "Hello"));
    expected.remove(3);
    List<EventData> events = span.getEvents();
    assertThat(events).hasSameSizeAs(expected);
    for (int i = 0; i < events.size(); i++) {
      JsonNode json = tree(expected.get(i));
      assertThat(events.get(i).getName()).isEqualTo(json.path("type").asText());
      assertThat(JSON.readTree(events.get(i).getAttributes().get(AttributeKey.stringKey("json"))))
          .isEqualTo(json);
    }
    assertUsage(span, "8/12/20");
  }

  /** test_bedrock_autolog_converse_stream with tools: the outputs equal those of a whole answer. */
  @Test
  void converseStream_tools() throws IOException {
    trace(BedrockTracing.builder().streamEvents(true));
    bedrock.answerStream(
        "converse-stream",
        concat(
            event("messageStart", "{\"role\":\"assistant\"}"),
            event(
                "contentBlockStart",
                "{\"contentBlockIndex\":0,\"start\":{\"toolUse\":{\"toolUseId\":\"t1\",\"name\":\"unit\"}}}"),
            event(
                "contentBlockDelta",
                "{\"contentBlockIndex\":0,\"delta\":{\"toolUse\":{\"input\":\"{\\\"city\\\":\"}}}"),
            event(
                "contentBlockDelta",
                "{\"contentBlockIndex\":0,\"delta\":{\"toolUse\":{\"input\":\"\\\"Lisbon\\\"}\"}}}"),
            event("contentBlockStop", "{\"contentBlockIndex\":0}"),
            event("messageStop", "{\"stopReason\":\"tool_use\"}"),
            event(
                "metadata",
                "{\"usage\":{\"inputTokens\":8,\"outputTokens\":12,\"totalTokens\":20}}")));

    async
        .converseStream(
            Answers.streamRequest(CLAUDE).toBuilder().toolConfig(c -> c.tools(unitTool())).build(),
            ConverseStreamResponseHandler.builder().subscriber(part -> {}).build())
        .join();

    SpanData span = telemetry.onlySpan();
    assertThat(json(span, "mlflow.spanOutputs").at("/output/message"))
        .isEqualTo(
            tree(
                "{'role':'assistant','content':[{'toolUse':{'toolUseId':'t1','name':'unit',"
                    + "'input':{'city':'Lisbon'}}}]}"));
    assertThat(json(span, "mlflow.chat.tools").at("/0/function/name").asText()).isEqualTo("unit");
    EventData first = span.getEvents().get(0);
    assertThat(first.getName()).isEqualTo("messageStart");
    assertThat(first.getAttributes().get(AttributeKey.stringKey("json")))
        .isEqualTo("{\"role\":\"assistant\"}");
    assertUsage(span, "8/12/20");
  }

  private static byte[] chunks() {
    return concat(
        CHUNKS.stream().map(json -> chunk(json.replace('\'', '"'))).toArray(byte[][]::new));
  }
}
