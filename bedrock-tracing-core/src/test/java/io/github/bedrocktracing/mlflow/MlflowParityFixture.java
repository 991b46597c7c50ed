/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.mlflow;

import static io.github.bedrocktracing.testing.server.EventStreams.concat;
import static io.github.bedrocktracing.testing.server.EventStreams.event;
import static io.github.bedrocktracing.testing.telemetry.Spans.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;

/** A traced Bedrock with MLflow's attributes on, and the reading of those attributes. */
abstract class MlflowParityFixture {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String CLAUDE = "anthropic.claude-3-5-sonnet-20241022-v2:0";
  static final String CLAUDE_REQUEST =
      """
      {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 1024,
       "messages": [{"role": "user", "content": "Hi"}]}""";
  static FakeBedrock bedrock;

  /** Clients as any program has them; built once, since one that streams is slow to close. */
  static BedrockRuntimeClient sync;

  static BedrockRuntimeAsyncClient async;

  Telemetry telemetry;
  BedrockTracing tracing;

  @BeforeAll
  static void startBedrock() {
    bedrock = FakeBedrock.start();
    sync = Clients.sync(bedrock, Clients.with());
    async = Clients.async(bedrock, Protocol.HTTP1_1, Clients.with());
  }

  @AfterAll
  static void stopBedrock() {
    sync.close();
    async.close();
    bedrock.close();
  }

  @BeforeEach
  void trace() {
    bedrock.reset();
    telemetry = Telemetry.create();
    trace(BedrockTracing.builder());
  }

  /** Traces with further options. */
  void trace(BedrockTracing.Builder options) {
    tracing =
        options
            .openTelemetry(telemetry.openTelemetry())
            .mlflowAttributes(true)
            .captureContent(true)
            .build();
    BedrockTracing.autolog(tracing);
  }

  @AfterEach
  void stopTracing() {
    BedrockTracing.disable();
    telemetry.close();
  }

  void streamConverse(String usage) {
    bedrock.answerStream(
        "converse-stream",
        concat(
            event("messageStart", "{\"role\":\"assistant\"}"),
            event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Hel\"}}"),
            event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"lo\"}}"),
            event("contentBlockStop", "{\"contentBlockIndex\":0}"),
            event("messageStop", "{\"stopReason\":\"end_turn\"}"),
            event("metadata", "{\"usage\":" + usage + ",\"metrics\":{\"latencyMs\":551}}")));
    async
        .converseStream(
            r -> r.modelId(CLAUDE).messages(question(q -> {}).messages()),
            ConverseStreamResponseHandler.builder()
                .onEventStream(
                    events -> {
                      // Nothing is recorded before the caller consumes the stream.
                      assertThat(telemetry.endedSpans()).isEmpty();
                      assertThat(events.subscribe(item -> {})).isNotNull();
                    })
                .build())
        .join();
  }

  String invoke(String model, String body) {
    return sync.invokeModel(r -> r.modelId(model).body(SdkBytes.fromUtf8String(body)))
        .body()
        .asUtf8String();
  }

  static ConverseRequest question(Consumer<ConverseRequest.Builder> more) {
    return ConverseRequest.builder()
        .modelId(CLAUDE)
        .messages(Message.builder().role("user").content(ContentBlock.fromText("Hi")).build())
        .applyMutation(more)
        .build();
  }

  static Tool unitTool() {
    return Tool.fromToolSpec(
        spec -> spec.name("unit").inputSchema(schema -> schema.json(Document.fromNull())));
  }

  static void assertUsage(SpanData span, String expected) throws IOException {
    JsonNode usage = json(span, "mlflow.chat.tokenUsage");
    if (expected == null) {
      assertThat(usage).isNull();
      return;
    }
    String[] counts = expected.split("/", -1);
    assertThat(usage)
        .isEqualTo(
            tree(
                "{'input_tokens':%s,'output_tokens':%s,'total_tokens':%s}"
                    .formatted((Object[]) counts)));
  }

  static JsonNode json(SpanData span, String name) throws IOException {
    String text = text(span, name);
    return text == null ? null : JSON.readTree(text);
  }

  static JsonNode tree(String json) throws IOException {
    return JSON.readTree(json.replace('\'', '"'));
  }
}
