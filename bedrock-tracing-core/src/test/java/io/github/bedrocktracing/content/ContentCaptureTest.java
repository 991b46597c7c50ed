/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.content;

import static io.github.bedrocktracing.content.WeatherConversation.ANSWER;
import static io.github.bedrocktracing.content.WeatherConversation.ANSWER_MESSAGES;
import static io.github.bedrocktracing.content.WeatherConversation.MODEL;
import static io.github.bedrocktracing.content.WeatherConversation.conversation;
import static io.github.bedrocktracing.content.WeatherConversation.user;
import static io.github.bedrocktracing.testing.telemetry.Spans.assertJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrocktracing.ContentCapture;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ImageFormat;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** What is asked and answered is recorded whole and in the shape of the conventions, on request. */
@ResourceLock(ProcessState.LOCK)
class ContentCaptureTest extends ContentCalls {
  @Test
  void converse_conversationAnswerSystemAndTools() throws Exception {
    bedrock.answerJson("converse", ANSWER);
    call(ContentCalls::capturing, client -> client.converse(conversation()));
    SpanData span = telemetry.onlySpan();
    assertJson(
        span, "gen_ai.system_instructions", "[{\"type\":\"text\",\"content\":\"Be kind.\"}]");
    assertJson(
        span,
        "gen_ai.input.messages",
        """
        [{"role":"user","parts":[{"type":"text","content":"Weather in Paris?"}]},
         {"role":"assistant","parts":[
           {"type":"tool_call","id":"t0","name":"weather","arguments":{"city":"Paris","days":2}}]},
         {"role":"tool","parts":[
           {"type":"tool_call_response","id":"t0","response":"rain"}]}]
        """);
    assertJson(span, "gen_ai.output.messages", asTheSdkHandsItOn(ANSWER_MESSAGES));
    assertJson(
        span,
        "gen_ai.tool.definitions",
        """
        [{"type":"function","name":"weather","description":"Tells the weather.",
          "parameters":{"type":"object","properties":{"city":{"type":"string"}}}}]
        """);
  }

  @Test
  void invokeModel_andItsStream() throws Exception {
    String request =
        """
        {"anthropic_version":"bedrock-2023-05-31","max_tokens":9,"system":"Be kind.",
         "messages":[{"role":"user","content":"Hi"}]}
        """;
    bedrock.answerJson(
        "invoke",
        """
        {"id":"m1","type":"message","role":"assistant","model":"claude","content":[
          {"type":"text","text":"Hello."}],"stop_reason":"end_turn",
         "usage":{"input_tokens":3,"output_tokens":2}}
        """);
    bedrock.answerStream(
        "invoke-with-response-stream",
        EventStreams.concat(
            EventStreams.chunk(
                "{\"type\":\"message_start\",\"message\":{\"role\":\"assistant\",\"usage\":{}}}"),
            EventStreams.chunk(
                "{\"type\":\"content_block_start\",\"index\":0,"
                    + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}"),
            EventStreams.chunk(
                "{\"type\":\"content_block_delta\",\"index\":0,"
                    + "\"delta\":{\"type\":\"text_delta\",\"text\":\"Hel\"}}"),
            EventStreams.chunk(
                "{\"type\":\"content_block_delta\",\"index\":0,"
                    + "\"delta\":{\"type\":\"text_delta\",\"text\":\"lo.\"}}"),
            EventStreams.chunk(
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}"),
            EventStreams.chunk("{\"type\":\"message_stop\"}")));
    callAsync(
        ContentCalls::capturing,
        client -> {
          client.invokeModel(r -> r.modelId(MODEL).body(SdkBytes.fromUtf8String(request))).join();
          client
              .invokeModelWithResponseStream(
                  r -> r.modelId(MODEL).body(SdkBytes.fromUtf8String(request)),
                  InvokeModelWithResponseStreamResponseHandler.builder()
                      .subscriber(event -> {})
                      .build())
              .join();
        });
    for (SpanData span : telemetry.spans(2)) {
      assertJson(
          span, "gen_ai.system_instructions", "[{\"type\":\"text\",\"content\":\"Be kind.\"}]");
      assertJson(
          span,
          "gen_ai.input.messages",
          "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Hi\"}]}]");
      assertJson(
          span,
          "gen_ai.output.messages",
          "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"Hello.\"}],"
              + "\"finish_reason\":\"stop\"}]");
    }
  }

  @Test
  void image_isToldByTypeSizeAndDigest_unlessAskedFor() throws Exception {
    bedrock.answerJson("converse", ANSWER);
    ConverseRequest request =
        ConverseRequest.builder()
            .modelId(MODEL)
            .messages(
                Message.builder()
                    .role(ConversationRole.USER)
                    .content(
                        ContentBlock.fromImage(
                            image ->
                                image
                                    .format(ImageFormat.PNG)
                                    .source(s -> s.bytes(SdkBytes.fromUtf8String("abc")))))
                    .build())
            .build();
    call(ContentCalls::capturing, client -> client.converse(request));
    call(builder -> capturing(builder).maxBinaryBytes(3), client -> client.converse(request));
    List<SpanData> spans = telemetry.spans(2);
    assertJson(
        spans.get(0),
        "gen_ai.input.messages",
        """
        [{"role":"user","parts":[{"type":"blob","modality":"image","mime_type":"image/png",
          "content":"","byte_size":3,
          "sha256":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}]}]
        """);
    assertJson(
        spans.get(1),
        "gen_ai.input.messages",
        """
        [{"role":"user","parts":[{"type":"blob","modality":"image","mime_type":"image/png",
          "content":"YWJj"}]}]
        """);
  }

  @Test
  void resultsOfToolsOfTheService_haveTheShapeOfParts() throws Exception {
    bedrock.answerJson(
        "converse",
        """
        {"output":{"message":{"role":"assistant","content":[
          {"toolUse":{"toolUseId":"s1","name":"search","type":"server_tool_use","input":{"q":"x"}}},
          {"toolResult":{"toolUseId":"s1","type":"search_result","content":[{"text":"hello"}]}}]}},
         "stopReason":"end_turn"}
        """);
    call(ContentCalls::capturing, client -> client.converse(conversation()));
    String output = telemetry.onlySpan().getAttributes().get(key("gen_ai.output.messages"));
    assertThat(output)
        .contains("{\"type\":\"text\",\"content\":\"hello\"}")
        .doesNotContain("Text[");
  }

  @Test
  void failedCall_keepsWhatWasAskedAndTheMessage() throws Exception {
    bedrock.answerError("converse", 400, "ValidationException", "bad value: Weather?");
    assertThatThrownBy(
            () ->
                call(
                    ContentCalls::capturing,
                    client -> client.converse(r -> r.modelId(MODEL).messages(user("Weather?")))))
        .isInstanceOf(ValidationException.class);
    SpanData span = telemetry.onlySpan();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getStatus().getDescription()).doesNotContain("Weather?");
    assertJson(
        span,
        "gen_ai.input.messages",
        "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Weather?\"}]}]");
    assertThat(span.getAttributes().get(key("gen_ai.output.messages"))).isNull();
    assertThat(span.getEvents().get(0).getAttributes().get(key("exception.message")))
        .contains("bad value: Weather?");
  }

  @Test
  void event_carriesTheSameStructured() {
    bedrock.answerJson("converse", ANSWER);
    call(
        builder -> builder.contentCapture(ContentCapture.EVENT),
        client -> client.converse(conversation()));
    SpanData span = telemetry.onlySpan();
    assertThat(span.getAttributes().get(key("gen_ai.output.messages"))).isNull();
    LogRecordData event = telemetry.events().get(0);
    assertThat(telemetry.events()).hasSize(1);
    assertThat(event.getEventName()).isEqualTo("gen_ai.client.inference.operation.details");
    assertThat(event.getSpanContext()).isEqualTo(span.getSpanContext());
    assertThat(event.getAttributes().get(key("gen_ai.request.model"))).isEqualTo(MODEL);
    Value<?> output = event.getAttributes().get(AttributeKey.valueKey("gen_ai.output.messages"));
    assertThat(output).isNotNull();
    assertThat(output.asString()).contains("tool_call").contains("Oslo");
  }

  /** An SDK that does not know a block hands it on as an empty one. */
  private static String asTheSdkHandsItOn(String messages) {
    return LaterMembers.REASONING.isPresent()
        ? messages
        : messages.replace(
            "{\"type\":\"reasoning\",\"content\":\"They want weather.\"}",
            "{\"type\":\"unknown\"}");
  }
}
