/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.frameworks;

import static io.github.bedrocktracing.examples.frameworks.FrameworkApplication.assertChat;
import static io.github.bedrocktracing.examples.frameworks.FrameworkApplication.input;
import static io.github.bedrocktracing.examples.frameworks.FrameworkApplication.output;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.function.FunctionToolCallback;

/** Calls that Spring AI makes with clients of its own. */
class SpringAiTest {
  private FrameworkApplication application;
  private ChatModel model;

  @BeforeEach
  void start() {
    application = FrameworkApplication.start(SpringAiModels.class);
    model = application.bean(ChatModel.class);
  }

  @AfterEach
  void close() {
    application.close();
  }

  @Test
  void call_withATool_isASpanForEachCallOfTheModel() {
    ChatResponse answer = model.call(question());

    assertThat(answer.getResult().getOutput().getText()).contains("It is sunny in Lisbon");
    List<SpanData> spans = application.spans(2);
    assertChat(spans.get(0), 412, 38, "tool_use");
    assertChat(spans.get(1), 489, 14, "end_turn");
    assertThat(output(spans.get(0))).contains("get_weather", "Lisbon");
    assertThat(input(spans.get(1))).contains("How is the weather", "21 degrees");
    assertThat(spans.get(0).getAttributes().get(AttributeKey.stringKey("gen_ai.tool.definitions")))
        .contains("get_weather");
  }

  @Test
  void stream_withATool_isASpanForEachCallOfTheModel() {
    String answer =
        model.stream(question())
            .toStream()
            .filter(part -> part.getResult() != null)
            .map(part -> String.valueOf(part.getResult().getOutput().getText()))
            .collect(Collectors.joining());

    assertThat(answer).contains("It is sunny in Lisbon");
    List<SpanData> spans = application.spans(2);
    assertChat(spans.get(0), 412, 38, "tool_use");
    assertChat(spans.get(1), 489, 14, "end_turn");
    assertThat(output(spans.get(1))).contains("It is sunny in Lisbon, at 21 degrees.");
    assertThat(spans)
        .allSatisfy(
            span ->
                assertThat(
                        span.getAttributes().get(AttributeKey.booleanKey("gen_ai.request.stream")))
                    .isTrue());
  }

  /** Returns a question that takes two calls of the model, with a tool in between. */
  static Prompt question() {
    return new Prompt(
        "How is the weather in Lisbon?",
        ToolCallingChatOptions.builder().toolCallbacks(weather()).build());
  }

  private static ToolCallback weather() {
    Function<Place, String> weather = place -> "sunny, 21 degrees";
    return FunctionToolCallback.builder("get_weather", weather)
        .description("Tells the weather of a city")
        .inputType(Place.class)
        .build();
  }

  /** What the tool is asked for. */
  record Place(String city) {}
}
