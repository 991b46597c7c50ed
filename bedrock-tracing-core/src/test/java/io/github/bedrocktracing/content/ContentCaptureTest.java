/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.content;

import static io.github.bedrocktracing.testing.telemetry.Spans.assertJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ContentCapture;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ImageFormat;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** What is asked and answered is recorded whole and in the shape of the conventions, on request. */
@ResourceLock(ProcessState.LOCK)
class ContentCaptureTest {
  private static final String MODEL = "anthropic.claude-3-5-sonnet-20240620-v1:0";
  private static final String CAPTURE_FLAG = "otel.instrumentation.genai.capture-message-content";

  private static final String ANSWER =
      """
      {"output":{"message":{"role":"assistant","content":[
        {"reasoningContent":{"reasoningText":{"text":"They want weather.","signature":"c2ln"}}},
        {"text":"I will look."},
        {"toolUse":{"toolUseId":"t1","name":"weather","input":{"city":"Oslo"}}},
        {"toolUse":{"toolUseId":"t2","name":"weather","input":{"city":"Rome"}}}]}},
       "stopReason":"tool_use","usage":{"inputTokens":10,"outputTokens":5,"totalTokens":15},
       "metrics":{"latencyMs":7}}
      """;

  static final String ANSWER_MESSAGES =
      """
      [{"role":"assistant","parts":[
        {"type":"reasoning","content":"They want weather."},
        {"type":"text","content":"I will look."},
        {"type":"tool_call","id":"t1","name":"weather","arguments":{"city":"Oslo"}},
        {"type":"tool_call","id":"t2","name":"weather","arguments":{"city":"Rome"}}],
        "finish_reason":"tool_call"}]
      """;

  @AutoClose private static final FakeBedrock bedrock = FakeBedrock.start();
  private Telemetry telemetry;

  @BeforeEach
  void createTelemetry() {
    bedrock.reset();
    telemetry = Telemetry.create();
  }

  @AfterEach
  void closeTelemetry() {
    System.clearProperty(CAPTURE_FLAG);
    telemetry.close();
  }

  @Test
  void converse_conversationAnswerSystemAndTools() throws Exception {
    bedrock.answerJson("converse", ANSWER);
    call(ContentCaptureTest::capturing, client -> client.converse(conversation()));
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
        ContentCaptureTest::capturing,
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
    call(ContentCaptureTest::capturing, client -> client.converse(request));
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
    call(ContentCaptureTest::capturing, client -> client.converse(conversation()));
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
                    ContentCaptureTest::capturing,
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

  @ParameterizedTest
  @CsvSource({
    "NO_CONTENT,false,0",
    "false,false,0",
    "SPAN_ONLY,true,0",
    "true,true,0",
    "EVENT_ONLY,false,1",
    "SPAN_AND_EVENT,true,1",
    "nonsense,false,0"
  })
  void flag_decidesWhereTheProgramDoesNot(String value, boolean onSpan, int events) {
    bedrock.answerJson("converse", ANSWER);
    System.setProperty(CAPTURE_FLAG, value);
    call(builder -> builder, client -> client.converse(conversation()));
    boolean captured =
        telemetry.onlySpan().getAttributes().get(key("gen_ai.input.messages")) != null;
    assertThat(captured).isEqualTo(onSpan);
    assertThat(telemetry.events()).hasSize(events);
  }

  @Test
  void program_winsOverTheFlag() {
    bedrock.answerJson("converse", ANSWER);
    System.setProperty(CAPTURE_FLAG, "SPAN_AND_EVENT");
    call(builder -> builder.captureContent(false), client -> client.converse(conversation()));
    assertThat(telemetry.onlySpan().toString()).doesNotContain("Paris").doesNotContain("Oslo");
    assertThat(telemetry.events()).isEmpty();
  }

  @Test
  void redactor_seesEverythingThatIsRecorded() {
    bedrock.answerJson("converse", ANSWER);
    call(
        builder ->
            builder
                .contentCapture(ContentCapture.SPAN_AND_EVENT)
                .contentRedactor(text -> text.replaceAll("Paris|Oslo|Rome|[Ww]eather", "x")),
        client -> client.converse(conversation()));
    String everything = telemetry.onlySpan() + telemetry.events().toString();
    assertThat(everything)
        .contains("x in x?")
        .contains(LaterMembers.REASONING.isPresent() ? "want x" : "I will look.")
        .doesNotContain("Paris")
        .doesNotContain("Oslo");
  }

  /** An SDK that does not know a block hands it on as an empty one. */
  private static String asTheSdkHandsItOn(String messages) {
    return LaterMembers.REASONING.isPresent()
        ? messages
        : messages.replace(
            "{\"type\":\"reasoning\",\"content\":\"They want weather.\"}",
            "{\"type\":\"unknown\"}");
  }

  private static ConverseRequest conversation() {
    return ConverseRequest.builder()
        .modelId(MODEL)
        .system(SystemContentBlock.builder().text("Be kind.").build())
        .messages(
            user("Weather in Paris?"),
            Message.builder()
                .role(ConversationRole.ASSISTANT)
                .content(
                    ContentBlock.fromToolUse(
                        t ->
                            t.toolUseId("t0")
                                .name("weather")
                                .input(
                                    Document.mapBuilder()
                                        .putString("city", "Paris")
                                        .putNumber("days", 2)
                                        .build())))
                .build(),
            Message.builder()
                .role(ConversationRole.USER)
                .content(
                    ContentBlock.fromToolResult(
                        t -> t.toolUseId("t0").content(ToolResultContentBlock.fromText("rain"))))
                .build())
        .toolConfig(
            t ->
                t.tools(
                    Tool.fromToolSpec(
                        spec ->
                            spec.name("weather")
                                .description("Tells the weather.")
                                .inputSchema(
                                    s ->
                                        s.json(
                                            Document.mapBuilder()
                                                .putString("type", "object")
                                                .putDocument(
                                                    "properties",
                                                    Document.mapBuilder()
                                                        .putDocument(
                                                            "city",
                                                            Document.mapBuilder()
                                                                .putString("type", "string")
                                                                .build())
                                                        .build())
                                                .build())))))
        .build();
  }

  private static Message user(String text) {
    return Message.builder()
        .role(ConversationRole.USER)
        .content(ContentBlock.fromText(text))
        .build();
  }

  private static BedrockTracing.Builder capturing(BedrockTracing.Builder builder) {
    return builder.captureContent(true);
  }

  private void call(
      UnaryOperator<BedrockTracing.Builder> settings, Consumer<BedrockRuntimeClient> call) {
    BedrockTracing tracing = settings.apply(tracing()).build();
    try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with(tracing.interceptor()))) {
      call.accept(client);
    }
  }

  private void callAsync(
      UnaryOperator<BedrockTracing.Builder> settings, Consumer<BedrockRuntimeAsyncClient> call) {
    BedrockTracing tracing = settings.apply(tracing()).build();
    try (BedrockRuntimeAsyncClient client =
        Clients.async(bedrock, Protocol.HTTP2, Clients.with(tracing.interceptor()))) {
      call.accept(client);
    }
  }

  private BedrockTracing.Builder tracing() {
    return BedrockTracing.builder().openTelemetry(telemetry.openTelemetry());
  }

  private static AttributeKey<String> key(String name) {
    return AttributeKey.stringKey(name);
  }
}
