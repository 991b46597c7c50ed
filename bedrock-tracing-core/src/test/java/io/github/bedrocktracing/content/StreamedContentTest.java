/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.content;

import static io.github.bedrocktracing.testing.telemetry.Spans.assertJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** What is said in streams is recorded as if it had come whole, and event by event on request. */
@ResourceLock(value = ProcessState.LOCK, mode = ResourceAccessMode.READ)
class StreamedContentTest {
  private static final AttributeKey<String> JSON = AttributeKey.stringKey("json");

  @AutoClose private static final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();

  @BeforeEach
  void forget() {
    bedrock.reset();
  }

  @Test
  void converseStream_givesTheMessageAsIfItHadComeWhole() throws Exception {
    bedrock.answerStream(
        "converse-stream",
        EventStreams.concat(
            EventStreams.event("messageStart", "{\"role\":\"assistant\"}"),
            delta(0, "{\"reasoningContent\":{\"text\":\"They want \"}}"),
            delta(0, "{\"reasoningContent\":{\"text\":\"weather.\"}}"),
            delta(0, "{\"reasoningContent\":{\"signature\":\"c2ln\"}}"),
            delta(1, "{\"text\":\"I will\"}"),
            delta(1, "{\"text\":\" look.\"}"),
            toolStart(2, "t1"),
            delta(2, "{\"toolUse\":{\"input\":\"{\\\"city\\\":\"}}"),
            delta(2, "{\"toolUse\":{\"input\":\"\\\"Oslo\\\"}\"}}"),
            toolStart(3, "t2"),
            delta(3, "{\"toolUse\":{\"input\":\"{\\\"city\\\":\\\"Rome\\\"}\"}}"),
            EventStreams.event("messageStop", "{\"stopReason\":\"tool_use\"}"),
            EventStreams.event(
                "metadata",
                "{\"usage\":{\"inputTokens\":10,\"outputTokens\":5,\"totalTokens\":15},"
                    + "\"metrics\":{\"latencyMs\":7}}")));
    stream(builder -> builder.captureContent(true));
    SpanData span = telemetry.onlySpan();
    assertJson(
        span,
        "gen_ai.input.messages",
        "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Weather?\"}]}]");
    assertJson(span, "gen_ai.output.messages", WeatherConversation.ANSWER_MESSAGES);
  }

  @Test
  void streamEvents_areJoinedAndRedacted_andNeverLoseTheirEnd() throws Exception {
    byte[][] frames = new byte[1003][];
    frames[0] = EventStreams.event("messageStart", "{\"role\":\"assistant\",\"p\":\"abc\"}");
    for (int i = 1; i <= 1000; i++) {
      frames[i] = delta(i % 500 == 0 ? 1 : 0, "{\"text\":\"ab \"}");
    }
    frames[1001] = EventStreams.event("messageStop", "{\"stopReason\":\"end_turn\"}");
    frames[1002] =
        EventStreams.event(
            "metadata", "{\"usage\":{\"inputTokens\":1,\"outputTokens\":2,\"totalTokens\":3}}");
    bedrock.answerStream("converse-stream", EventStreams.concat(frames));
    stream(
        builder ->
            builder
                .captureContent(true)
                .streamEvents(true)
                .contentRedactor(text -> text.replace("ab ", "x")));
    List<EventData> events = telemetry.onlySpan().getEvents();
    assertThat(events)
        .extracting(EventData::getName)
        .containsExactly(
            "messageStart",
            "contentBlockDelta",
            "contentBlockDelta",
            "contentBlockDelta",
            "contentBlockDelta",
            "messageStop",
            "metadata");
    assertThat(events.get(0).getAttributes().get(JSON)).isEqualTo("{\"role\":\"assistant\"}");
    assertThat(events.get(1).getAttributes().get(JSON))
        .isEqualTo("{\"contentBlockIndex\":0,\"delta\":{\"text\":\"" + "x".repeat(499) + "\"}}");
    assertThat(events.get(1).getEpochNanos()).isLessThanOrEqualTo(events.get(2).getEpochNanos());
  }

  @Test
  void streamEvents_areNotThereUnlessAskedFor() throws Exception {
    bedrock.answerStream(
        "converse-stream", EventStreams.event("messageStart", "{\"role\":\"assistant\"}"));
    stream(builder -> builder.captureContent(true));
    assertThat(telemetry.onlySpan().getEvents()).isEmpty();
  }

  @Test
  void converseStream_cutInsideAToolCall_keepsTheArgumentsAsText() throws Exception {
    bedrock.answerStream(
        "converse-stream",
        EventStreams.concat(
            EventStreams.event("messageStart", "{\"role\":\"assistant\"}"),
            toolStart(0, "t1"),
            delta(0, "{\"toolUse\":{\"input\":\"{\\\"city\\\":\"}}")));
    stream(builder -> builder.captureContent(true));
    assertJson(
        telemetry.onlySpan(),
        "gen_ai.output.messages",
        """
        [{"role":"assistant","finish_reason":"error","parts":[
          {"type":"tool_call","id":"t1","name":"weather","arguments":"{\\"city\\":"}]}]
        """);
  }

  private void stream(UnaryOperator<BedrockTracing.Builder> settings) {
    BedrockTracing tracing =
        settings.apply(BedrockTracing.builder().openTelemetry(telemetry.openTelemetry())).build();
    try (BedrockRuntimeAsyncClient client =
        Clients.async(bedrock, Protocol.HTTP2, Clients.with(tracing.interceptor()))) {
      client
          .converseStream(
              r ->
                  r.modelId("anthropic.claude-3-5-sonnet-20240620-v1:0")
                      .messages(
                          Message.builder()
                              .role(ConversationRole.USER)
                              .content(ContentBlock.fromText("Weather?"))
                              .build()),
              ConverseStreamResponseHandler.builder().subscriber(event -> {}).build())
          .join();
    }
  }

  private static byte[] delta(int block, String delta) {
    return EventStreams.event(
        "contentBlockDelta", "{\"contentBlockIndex\":" + block + ",\"delta\":" + delta + "}");
  }

  private static byte[] toolStart(int block, String id) {
    return EventStreams.event(
        "contentBlockStart",
        "{\"contentBlockIndex\":"
            + block
            + ",\"start\":{\"toolUse\":{\"toolUseId\":\""
            + id
            + "\",\"name\":\"weather\"}}}");
  }
}
