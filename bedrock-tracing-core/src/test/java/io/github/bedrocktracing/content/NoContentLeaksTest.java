/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.client.BedrockCalls;
import io.github.bedrocktracing.testing.client.CallResult;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.client.Fixture;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ToolInputSchema;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;

/** What people and models say to each other is in no span, no metric and no line of the log. */
final class NoContentLeaksTest {
  /** Stands in every place that holds content. */
  private static final String SECRET = "SECRET";

  private static final String REQUEST_BODY =
      """
      {"anthropic_version":"bedrock-2023-05-31","max_tokens":9,"system":"SECRET system",
       "messages":[{"role":"user","content":[{"type":"text","text":"SECRET prompt"}]}],
       "prompt":"SECRET prompt","inputText":"SECRET input","SECRET key":"SECRET value",
       "tools":[{"name":"SECRET_tool","description":"SECRET","input_schema":{"SECRET":{}}}]}
      """;

  private static final String ANSWER_BODY =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"claude-3-5-sonnet-20240620",
       "content":[{"type":"text","text":"SECRET answer"},
                  {"type":"tool_use","id":"t","name":"SECRET_tool","input":{"SECRET":"SECRET"}}],
       "stop_reason":"end_turn","stop_sequence":"SECRET stop","completion":"SECRET",
       "amazon-bedrock-trace":{"guardrail":{"modelOutput":["SECRET"],"match":"SECRET"}},
       "usage":{"input_tokens":10,"output_tokens":20}}
      """;

  private static final String CONVERSE_ANSWER =
      """
      {"output":{"message":{"role":"assistant","content":[
         {"text":"SECRET answer"},
         {"toolUse":{"toolUseId":"t","name":"SECRET_tool","input":{"SECRET":"SECRET"}}}]}},
       "additionalModelResponseFields":{"stop_sequence":"SECRET"},
       "trace":{"guardrail":{"modelOutput":["SECRET"]}},
       "stopReason":"tool_use","usage":{"inputTokens":10,"outputTokens":20,"totalTokens":30}}
      """;

  private final FakeBedrock bedrock = FakeBedrock.start();
  private final Telemetry telemetry = Telemetry.create();
  private final LogLines log = LogLines.of("io.github.bedrocktracing");
  private Fixture fixture;

  @BeforeEach
  void connect() {
    fixture = new Fixture(bedrock, ClientKind.ASYNC_HTTP_1_1, telemetry);
  }

  @AfterEach
  void close() {
    fixture.close();
    bedrock.close();
    log.close();
  }

  @Test
  void converse_leaksNothing() {
    bedrock.answerJson("converse", CONVERSE_ANSWER);

    assertNothingLeaks(calls -> calls.converse(converse()));
  }

  @Test
  void invokeModel_leaksNothing() {
    bedrock.answerJson("invoke", ANSWER_BODY);

    assertNothingLeaks(NoContentLeaksTest::invokeModel);
  }

  @Test
  void damagedAnswer_leaksNothing() {
    bedrock.answerJson("invoke", "SECRET {\"SECRET\":");

    assertNothingLeaks(NoContentLeaksTest::invokeModel);
  }

  @Test
  void converseStream_leaksNothing() {
    bedrock.answerStream("converse-stream", converseEvents());

    assertNothingLeaks(calls -> calls.converseStream(converseStream()));
  }

  @Test
  void cutConverseStream_leaksNothing() {
    byte[] events = converseEvents();
    bedrock.answerStream("converse-stream", Arrays.copyOf(events, events.length / 2));

    assertNothingLeaks(calls -> calls.converseStream(converseStream()));
  }

  @Test
  void invokeModelStream_leaksNothing() {
    bedrock.answerStream(
        "invoke-with-response-stream",
        EventStreams.concat(
            EventStreams.chunk(ANSWER_BODY),
            EventStreams.chunk(
                "{\"type\":\"content_block_delta\",\"delta\":{\"text\":\"SECRET\"}}"),
            EventStreams.chunk("SECRET"),
            EventStreams.event("chunk", "SECRET")));

    assertNothingLeaks(
        calls ->
            calls.invokeModelStream(
                Exchanges.invokeModelStream().toBuilder()
                    .body(SdkBytes.fromUtf8String(REQUEST_BODY))
                    .build()));
  }

  @Test
  void errorThatQuotesThePrompt_leaksNothing() {
    bedrock.answerError("converse", 400, "ValidationException", "bad prompt: SECRET prompt");

    assertNothingLeaks(calls -> calls.converse(converse()));
  }

  @Test
  void errorCodeThatIsNone_leaksNothing() {
    bedrock.answer(
        "converse",
        response ->
            response.withStatus(400).withBody("{\"__type\":\"SECRET prompt\",\"message\":\"x\"}"));

    assertNothingLeaks(calls -> calls.converse(converse()));
  }

  @Test
  void exceptionInTheStreamThatQuotesTheAnswer_leaksNothing() {
    bedrock.answerStream(
        "converse-stream", EventStreams.exception("modelStreamErrorException", "said SECRET"));

    assertNothingLeaks(calls -> calls.converseStream(converseStream()));
  }

  private void assertNothingLeaks(Function<BedrockCalls, CallResult> call) {
    CallResult result = fixture.call(call);

    assertThat(telemetry.onlySpan().toString()).doesNotContain(SECRET);
    assertThat(telemetry.collectMetrics().toString()).doesNotContain(SECRET);
    assertThat(log.text()).doesNotContain(SECRET);
    assertThat(result.toString() + converse()).as("the content itself").contains(SECRET);
  }

  private static CallResult invokeModel(BedrockCalls calls) {
    return calls.invokeModel(
        Exchanges.invokeModel().toBuilder().body(SdkBytes.fromUtf8String(REQUEST_BODY)).build());
  }

  private static ConverseRequest converse() {
    return Exchanges.converse().toBuilder()
        .system(SystemContentBlock.fromText("SECRET system"))
        .messages(message())
        .toolConfig(tools())
        .additionalModelRequestFields(additionalFields())
        .requestMetadata(Map.of("SECRET", "SECRET"))
        .build();
  }

  private static ConverseStreamRequest converseStream() {
    return Exchanges.converseStream().toBuilder()
        .system(SystemContentBlock.fromText("SECRET system"))
        .messages(message())
        .toolConfig(tools())
        .additionalModelRequestFields(additionalFields())
        .build();
  }

  private static Message message() {
    return Message.builder()
        .role(ConversationRole.USER)
        .content(
            ContentBlock.fromText("SECRET prompt"),
            ContentBlock.fromToolResult(
                t ->
                    t.toolUseId("t")
                        .content(ToolResultContentBlock.fromText("SECRET tool result"))))
        .build();
  }

  private static ToolConfiguration tools() {
    return ToolConfiguration.builder()
        .tools(
            Tool.fromToolSpec(
                t ->
                    t.name("SECRET_tool")
                        .description("SECRET")
                        .inputSchema(
                            ToolInputSchema.fromJson(
                                Document.fromMap(
                                    Map.of("SECRET", Document.fromString("SECRET")))))))
        .build();
  }

  private static Document additionalFields() {
    return Document.fromMap(
        Map.of("SECRET", Document.fromString("SECRET"), "system", Document.fromString("SECRET")));
  }

  private static byte[] converseEvents() {
    return EventStreams.concat(
        EventStreams.event(
            "contentBlockStart",
            "{\"start\":{\"toolUse\":{\"toolUseId\":\"t\",\"name\":\"SECRET_tool\"}}}"),
        EventStreams.event("contentBlockDelta", "{\"delta\":{\"text\":\"SECRET\"}}"),
        EventStreams.event("unheardOf", "SECRET".getBytes(UTF_8)),
        EventStreams.event(
            "messageStop",
            "{\"stopReason\":\"end_turn\",\"additionalModelResponseFields\":{\"SECRET\":\"SECRET\"}}"),
        EventStreams.event(
            "metadata", "{\"trace\":{\"guardrail\":{\"modelOutput\":[\"SECRET\"]}}}"));
  }
}
