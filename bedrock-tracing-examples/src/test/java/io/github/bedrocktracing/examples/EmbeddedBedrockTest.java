/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bedrocktracing.examples.embedded.EmbeddedBedrock;
import io.github.bedrocktracing.examples.embedded.Pace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** The real SDK clients must find a Bedrock in the embedded server. */
class EmbeddedBedrockTest {
  private static final String NOVA = "amazon.nova-lite-v1:0";
  private static final String SONNET = "global.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0";
  private static final Message QUESTION =
      Message.builder().role(ConversationRole.USER).content(ContentBlock.fromText("Hi?")).build();
  private static final Pattern TYPE = Pattern.compile("\"type\":\"([a-z_]+)\"");

  private EmbeddedBedrock bedrock;
  private BedrockClients clients;

  @BeforeEach
  void start() {
    bedrock = EmbeddedBedrock.start(Pace.AT_ONCE);
    clients = BedrockClients.at(bedrock.endpoint());
  }

  @AfterEach
  void stop() {
    clients.close();
    bedrock.close();
  }

  @Test
  void converse_answersWithTextAndToolCall() {
    ConverseResponse response = converse(NOVA);

    List<ContentBlock> content = response.output().message().content();
    assertThat(content.get(0).text()).isEqualTo("I will look at the weather in Lisbon.");
    assertThat(content.get(1).toolUse().name()).isEqualTo("get_weather");
    assertThat(content.get(1).toolUse().input().asMap().get("city").asString()).isEqualTo("Lisbon");
    assertThat(response.stopReason()).isEqualTo(StopReason.TOOL_USE);
    assertThat(response.usage().totalTokens()).isEqualTo(450);
    assertThat(response.responseMetadata().requestId()).hasSize(36);
  }

  @Test
  void converse_answersWithTextOnceTheToolHasRun() {
    Message result =
        Message.builder()
            .role(ConversationRole.USER)
            .content(
                ContentBlock.fromToolResult(
                    r ->
                        r.toolUseId("tooluse_embedded_1")
                            .content(ToolResultContentBlock.fromText("sunny"))))
            .build();

    ConverseResponse response =
        clients.sync().converse(r -> r.modelId(NOVA).messages(QUESTION, result));

    assertThat(response.output().message().content())
        .extracting(ContentBlock::text)
        .containsExactly("It is sunny in Lisbon, at 21 degrees.");
    assertThat(response.stopReason()).isEqualTo(StopReason.END_TURN);
  }

  @Test
  void converse_takesArns() {
    assertThat(converse("arn:aws:bedrock:us-east-1::foundation-model/" + NOVA).stopReason())
        .isEqualTo(StopReason.TOOL_USE);
  }

  @Test
  void converse_ofUnknownModel_isAValidationError() {
    assertThatExceptionOfType(ValidationException.class)
        .isThrownBy(() -> converse("example.no-such-model"))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
        .satisfies(e -> assertThat(e.requestId()).hasSize(36))
        .withMessageContaining("\"example.no-such-model\"");
  }

  @Test
  void converseStream_sendsTheEventsOfTextAndToolCallInOrder() {
    assertThat(converseStream(NOVA))
        .extracting(ConverseStreamOutput::sdkEventType)
        .extracting(ConverseStreamOutput.EventType::toString)
        .containsExactly(
            "messageStart",
            "contentBlockDelta",
            "contentBlockDelta",
            "contentBlockDelta",
            "contentBlockStop",
            "contentBlockStart",
            "contentBlockDelta",
            "contentBlockStop",
            "messageStop",
            "metadata");
  }

  @Test
  void converseStream_countsCachedTokensApart() {
    List<ConverseStreamOutput> events = converseStream(SONNET);

    TokenUsage usage = ((ConverseStreamMetadataEvent) events.get(events.size() - 1)).usage();
    assertThat(usage.inputTokens()).isEqualTo(23);
    assertThat(usage.cacheReadInputTokens()).isEqualTo(1408);
    assertThat(usage.outputTokens()).isEqualTo(19);
  }

  @Test
  void converseStream_ofUnknownModel_isAValidationErrorBeforeTheStream() {
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> converseStream("example.no-such-model"))
        .withCauseInstanceOf(ValidationException.class);
  }

  @Test
  void invokeModel_answersAsClaudeAndCountsInHeaders() {
    InvokeModelResponse response = clients.sync().invokeModel(r -> r.modelId(HAIKU).body(body()));

    assertThat(response.body().asUtf8String())
        .contains("\"type\":\"message\"")
        .contains("\"model\":\"claude-haiku-4-5-20251001\"")
        .contains("\"stop_reason\":\"end_turn\"")
        .contains("\"cache_creation_input_tokens\":1152");
    assertThat(header(response, "x-amzn-bedrock-input-token-count")).isEqualTo("31");
    assertThat(header(response, "x-amzn-bedrock-output-token-count")).isEqualTo("17");
    assertThat(header(response, "x-amzn-bedrock-cache-write-input-token-count")).isEqualTo("1152");
    assertThat(header(response, "x-amzn-bedrock-invocation-latency")).isNotEmpty();
  }

  @Test
  void invokeModel_ofAModelWithoutClaudesFormat_isAValidationError() {
    assertThatExceptionOfType(ValidationException.class)
        .isThrownBy(() -> clients.sync().invokeModel(r -> r.modelId(NOVA).body(body())));
  }

  @Test
  void invokeModelWithResponseStream_sendsClaudesChunksInOrder() {
    List<String> chunks = invokeStream(HAIKU);

    assertThat(chunks)
        .extracting(EmbeddedBedrockTest::type)
        .containsExactly(
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_delta",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop");
    assertThat(chunks.get(chunks.size() - 1)).contains("\"outputTokenCount\":17");
  }

  private ConverseResponse converse(String modelId) {
    return clients.sync().converse(r -> r.modelId(modelId).messages(QUESTION));
  }

  private List<ConverseStreamOutput> converseStream(String modelId) {
    List<ConverseStreamOutput> events = Collections.synchronizedList(new ArrayList<>());
    clients
        .async()
        .converseStream(
            r -> r.modelId(modelId).messages(QUESTION),
            ConverseStreamResponseHandler.builder().subscriber(events::add).build())
        .join();
    return events;
  }

  private List<String> invokeStream(String modelId) {
    List<String> chunks = Collections.synchronizedList(new ArrayList<>());
    clients
        .async()
        .invokeModelWithResponseStream(
            r -> r.modelId(modelId).body(body()),
            InvokeModelWithResponseStreamResponseHandler.builder()
                .subscriber(
                    InvokeModelWithResponseStreamResponseHandler.Visitor.builder()
                        .onChunk(chunk -> chunks.add(chunk.bytes().asUtf8String()))
                        .build())
                .build())
        .join();
    return chunks;
  }

  private static SdkBytes body() {
    return SdkBytes.fromUtf8String("{\"max_tokens\":10}");
  }

  private static String header(InvokeModelResponse response, String name) {
    return response.sdkHttpResponse().firstMatchingHeader(name).orElse("");
  }

  private static String type(String chunk) {
    Matcher matcher = TYPE.matcher(chunk);
    return matcher.find() ? matcher.group(1) : "";
  }
}
