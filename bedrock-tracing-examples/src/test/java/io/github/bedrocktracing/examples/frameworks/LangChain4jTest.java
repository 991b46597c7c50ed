/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.frameworks;

import static io.github.bedrocktracing.examples.frameworks.FrameworkApplication.assertChat;
import static io.github.bedrocktracing.examples.frameworks.FrameworkApplication.input;
import static io.github.bedrocktracing.examples.frameworks.FrameworkApplication.output;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that LangChain4j makes with clients of its own. */
class LangChain4jTest {
  private static final ToolSpecification WEATHER =
      ToolSpecification.builder()
          .name("get_weather")
          .description("Tells the weather of a city")
          .parameters(JsonObjectSchema.builder().addStringProperty("city").build())
          .build();

  private final List<ChatMessage> messages =
      new ArrayList<>(List.of(UserMessage.from("How is the weather in Lisbon?")));
  private FrameworkApplication application;

  @BeforeEach
  void start() {
    application = FrameworkApplication.start(LangChain4jModels.class);
  }

  @AfterEach
  void close() {
    application.close();
  }

  @Test
  void chat_withATool_isASpanForEachCallOfTheModel() {
    ChatModel model = application.bean(ChatModel.class);

    runTool(model.chat(request()).aiMessage());
    AiMessage answer = model.chat(request()).aiMessage();

    assertThat(answer.text()).isEqualTo("It is sunny in Lisbon, at 21 degrees.");
    assertSpans();
  }

  @Test
  void streamedChat_withATool_isASpanForEachCallOfTheModel() throws Exception {
    StreamingChatModel model = application.bean(StreamingChatModel.class);

    runTool(stream(model));
    AiMessage answer = stream(model);

    assertThat(answer.text()).isEqualTo("It is sunny in Lisbon, at 21 degrees.");
    assertSpans();
  }

  private void assertSpans() {
    List<SpanData> spans = application.spans(2);
    assertChat(spans.get(0), 412, 38, "tool_use");
    assertChat(spans.get(1), 489, 14, "end_turn");
    assertThat(output(spans.get(0))).contains("get_weather", "Lisbon");
    assertThat(input(spans.get(1))).contains("sunny, 21 degrees");
    assertThat(output(spans.get(1))).contains("It is sunny in Lisbon, at 21 degrees.");
  }

  private void runTool(AiMessage answer) {
    messages.add(answer);
    messages.add(
        ToolExecutionResultMessage.from(
            answer.toolExecutionRequests().get(0), "sunny, 21 degrees"));
  }

  private ChatRequest request() {
    return ChatRequest.builder().messages(messages).toolSpecifications(WEATHER).build();
  }

  private AiMessage stream(StreamingChatModel model) throws Exception {
    CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
    model.chat(
        request(),
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(String part) {}

          @Override
          public void onCompleteResponse(ChatResponse response) {
            answer.complete(response);
          }

          @Override
          public void onError(Throwable error) {
            answer.completeExceptionally(error);
          }
        });
    return answer.get(20, TimeUnit.SECONDS).aiMessage();
  }
}
