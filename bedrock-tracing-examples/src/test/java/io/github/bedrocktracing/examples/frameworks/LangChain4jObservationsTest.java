/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a call records within an observation that a listener of LangChain4j's model makes of it. */
class LangChain4jObservationsTest {
  private static final AttributeKey<Long> TOKENS =
      AttributeKey.longKey("gen_ai.usage.input_tokens");
  private static final AttributeKey<String> TOKENS_AS_TEXT =
      AttributeKey.stringKey("gen_ai.usage.input_tokens");
  private static final ChatRequest QUESTION =
      ChatRequest.builder().messages(UserMessage.from("How is the weather in Lisbon?")).build();

  private FrameworkApplication application;

  /** How a model is asked. */
  enum Ask {
    CHAT,
    STREAM
  }

  @AfterEach
  void close() {
    application.close();
  }

  @ParameterizedTest
  @EnumSource
  void once_theTokensAreTheObservationsToTell(Ask how) throws Exception {
    start("once");

    ask(how);

    List<SpanData> spans = application.spans(2);
    assertThat(spans.get(0).getName()).isEqualTo("observed");
    assertThat(spans.get(0).getAttributes().get(TOKENS_AS_TEXT)).isEqualTo("412");
    assertThat(spans.get(1).getParentSpanId()).isEqualTo(spans.get(0).getSpanId());
    assertThat(spans.get(1).getAttributes().get(TOKENS)).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void enrich_theObservationHasWhatTheCallKnows_andTheTokensOnce(Ask how) throws Exception {
    start("enrich");

    ask(how);

    SpanData only = application.spans(1).get(0);
    assertThat(only.getName()).isEqualTo("observed");
    assertThat(only.getAttributes().get(TOKENS)).isEqualTo(412);
    assertThat(only.getAttributes().get(TOKENS_AS_TEXT)).isNull();
    assertThat(FrameworkApplication.output(only)).contains("get_weather");
  }

  private void start(String parentSpans) {
    application =
        FrameworkApplication.start(
            ObservedLangChain4jModels.class, "bedrock.tracing.parent-spans=" + parentSpans);
  }

  /**
   * On a thread of its own: the listener closes a stream's scope on the one that brings its end.
   */
  private void ask(Ask how) throws Exception {
    CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              if (how == Ask.CHAT) {
                answer.complete(application.bean(ChatModel.class).chat(QUESTION));
              } else {
                application.bean(StreamingChatModel.class).chat(QUESTION, new Completing(answer));
              }
            });
    thread.start();
    assertThat(answer.get(20, TimeUnit.SECONDS).aiMessage()).isNotNull();
    thread.join();
  }

  private record Completing(CompletableFuture<ChatResponse> answer)
      implements StreamingChatResponseHandler {
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
  }
}
