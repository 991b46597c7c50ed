/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ToolRunner;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.sdk.NeedsSdk;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultStatus;

/** The tools that a model asks for are run in order, and whatever becomes of them is an answer. */
@ResourceLock(ProcessState.LOCK)
class ToolRunnerTest {
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
  private static final AttributeKey<String> CALL_ID = AttributeKey.stringKey("gen_ai.tool.call.id");
  private static final Document LISBON = Document.mapBuilder().putString("city", "Lisbon").build();
  private static final Document SUNNY = Document.mapBuilder().putString("sky", "sunny").build();

  @AutoClose private final Telemetry telemetry = Telemetry.create();
  private final BedrockTracing tracing =
      BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();

  @AfterEach
  void stop() {
    BedrockTracing.disable();
  }

  @Test
  void tools_runInOrder_eachWithItsSpan_andAnswerInOneMessage() {
    List<Document> inputs = new ArrayList<>();
    List<String> spansSeen = new ArrayList<>();
    ToolRunner runner =
        tracing
            .toolRunner()
            .tool(
                "get_weather",
                input -> {
                  inputs.add(input);
                  spansSeen.add(Span.current().getSpanContext().getSpanId());
                  return SUNNY;
                })
            .tool("get_time", input -> Document.fromString("noon"))
            .build();

    Message results =
        runner.run(answer(toolUse("t-1", "get_weather"), text(), toolUse("t-2", "get_time")));

    assertThat(results.role()).isEqualTo(ConversationRole.USER);
    assertThat(results.content()).hasSize(2);
    ToolResultBlock weather = results.content().get(0).toolResult();
    assertThat(weather.toolUseId()).isEqualTo("t-1");
    assertThat(weather.status()).isEqualTo(ToolResultStatus.SUCCESS);
    assertThat(weather.content().get(0).json()).isEqualTo(SUNNY);
    ToolResultBlock time = results.content().get(1).toolResult();
    assertThat(time.toolUseId()).isEqualTo("t-2");
    assertThat(time.content().get(0).text()).isEqualTo("noon");
    assertThat(inputs).containsExactly(LISBON);
    List<SpanData> spans = telemetry.spans(2);
    assertThat(spans)
        .extracting(SpanData::getName)
        .containsExactly("execute_tool get_weather", "execute_tool get_time");
    assertThat(spans)
        .extracting(span -> span.getAttributes().get(CALL_ID))
        .containsExactly("t-1", "t-2");
    assertThat(spansSeen).containsExactly(spans.get(0).getSpanId());
    assertThat(spans.toString()).doesNotContain("Lisbon").doesNotContain("sunny");
  }

  @Test
  void toolThatThrows_answersWithAnError_withoutTheMessage() {
    ToolRunner runner =
        tracing
            .toolRunner()
            .tool(
                "get_weather",
                input -> {
                  throw new IllegalStateException("secret");
                })
            .build();

    ToolResultBlock result = onlyResult(runner.run(answer(toolUse("t-1", "get_weather"))));

    assertThat(result.status()).isEqualTo(ToolResultStatus.ERROR);
    assertThat(result.content().get(0).text())
        .isEqualTo("The tool failed (IllegalStateException).");
    SpanData span = telemetry.onlySpan();
    assertThat(span.getAttributes().get(ERROR_TYPE)).isEqualTo("java.lang.IllegalStateException");
    assertThat(span.toString()).doesNotContain("secret");
  }

  @Test
  void unknownTool_answersWithAnError_andItsNameIsNotRecorded() {
    ToolResultBlock result =
        onlyResult(tracing.toolRunner().build().run(answer(toolUse("t-1", "made_up_by_model"))));

    assertThat(result.toolUseId()).isEqualTo("t-1");
    assertThat(result.status()).isEqualTo(ToolResultStatus.ERROR);
    assertThat(result.content().get(0).text()).isEqualTo("There is no tool of this name.");
    SpanData span = telemetry.onlySpan();
    assertThat(span.getAttributes().get(ERROR_TYPE)).isEqualTo("unknown_tool");
    assertThat(span.getEvents()).isEmpty();
    assertThat(span.toString()).doesNotContain("made_up_by_model");
  }

  @Test
  void interruptedTool_answersWithAnError_andTheThreadStaysInterrupted() {
    ToolRunner runner =
        tracing
            .toolRunner()
            .tool(
                "get_weather",
                input -> {
                  throw new InterruptedException();
                })
            .build();

    ToolResultBlock result = onlyResult(runner.run(answer(toolUse("t-1", "get_weather"))));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(result.status()).isEqualTo(ToolResultStatus.ERROR);
  }

  @Test
  void resultsThatAreNoObject_areText() {
    ToolRunner runner =
        tracing
            .toolRunner()
            .tools(
                Map.of(
                    "number", input -> Document.fromNumber(21),
                    "list", input -> Document.fromList(List.of(Document.fromBoolean(true))),
                    "empty", input -> Document.fromString(""),
                    "nothing", input -> null))
            .build();

    Message results =
        runner.run(
            answer(
                toolUse("1", "number"),
                toolUse("2", "list"),
                toolUse("3", "empty"),
                toolUse("4", "nothing")));

    assertThat(results.content())
        .extracting(block -> block.toolResult().content().get(0).text())
        .containsExactly("21", "[true]", "\"\"", "null");
  }

  @Test
  void answersWithoutToolUse_giveAMessageWithoutContent() {
    ToolRunner runner = tracing.toolRunner().build();

    assertThat(runner.run(answer(text())).content()).isEmpty();
    assertThat(runner.run(ConverseResponse.builder().build()).content()).isEmpty();
    assertThat(runner.run(Message.builder().build()).content()).isEmpty();
    assertThat(telemetry.started()).isZero();
  }

  @Test
  @NeedsSdk(LaterMembers.TOOL_USE_TYPE)
  void toolsThatTheServiceRuns_areLeftToIt() {
    ContentBlock byService =
        ContentBlock.fromToolUse(
            b ->
                LaterMembers.set(
                    b.toolUseId("s-1").name("web_search").input(LISBON),
                    "type",
                    "server_tool_use"));

    assertThat(tracing.toolRunner().build().run(answer(byService)).content()).isEmpty();
  }

  @Test
  void staticRunner_followsAutolog() {
    ToolRunner runner = ToolRunner.builder().tool("get_weather", input -> SUNNY).build();

    assertThat(onlyResult(runner.run(answer(toolUse("t-1", "get_weather")))).status())
        .isEqualTo(ToolResultStatus.SUCCESS);
    assertThat(telemetry.started()).isZero();
    BedrockTracing.autolog(tracing);
    runner.run(answer(toolUse("t-1", "get_weather")));

    assertThat(telemetry.onlySpan().getName()).isEqualTo("execute_tool get_weather");
  }

  @Test
  void toolWithoutAName_isRefused_asNoModelCanAskForIt() {
    ToolRunner.Builder builder = ToolRunner.builder();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.tool(" ", input -> SUNNY))
        .withMessage("The name of a tool is blank; no model can ask for it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.tools(Map.of("", input -> SUNNY)));
  }

  private static ToolResultBlock onlyResult(Message message) {
    assertThat(message.content()).hasSize(1);
    return message.content().get(0).toolResult();
  }

  private static ContentBlock toolUse(String id, String name) {
    return ContentBlock.fromToolUse(b -> b.toolUseId(id).name(name).input(LISBON));
  }

  private static ContentBlock text() {
    return ContentBlock.fromText("I will look.");
  }

  private static ConverseResponse answer(ContentBlock... content) {
    Message message = Message.builder().role(ConversationRole.ASSISTANT).content(content).build();
    return ConverseResponse.builder().output(o -> o.message(message)).build();
  }
}
