/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.frameworks;

import dev.langchain4j.model.bedrock.BedrockChatModel;
import dev.langchain4j.model.bedrock.BedrockStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import software.amazon.awssdk.regions.Region;

/**
 * LangChain4j's models of Bedrock with observations of their calls, which a listener begins and
 * makes current, and stops with the answer.
 */
@Configuration(proxyBeanMethods = false)
@Import(Observing.class)
class ObservedLangChain4jModels {
  @Bean
  ChatModelListener observer(ObservationRegistry observations) {
    return new Observer(observations);
  }

  @Bean
  ChatModel chatModel(ChatModelListener listener) {
    return BedrockChatModel.builder()
        .modelId(FrameworkApplication.NOVA)
        .region(Region.US_EAST_1)
        .listeners(List.of(listener))
        .build();
  }

  @Bean
  StreamingChatModel streamingChatModel(ChatModelListener listener) {
    return BedrockStreamingChatModel.builder()
        .modelId(FrameworkApplication.NOVA)
        .region(Region.US_EAST_1)
        .listeners(List.of(listener))
        .build();
  }

  private record Observer(ObservationRegistry observations) implements ChatModelListener {
    @Override
    public void onRequest(ChatModelRequestContext context) {
      Observation.Scope scope =
          Observation.createNotStarted("observed", observations)
              .lowCardinalityKeyValue("gen_ai.operation.name", "chat")
              .start()
              .openScope();
      context.attributes().put(Observer.class, scope);
    }

    @Override
    public void onResponse(ChatModelResponseContext context) {
      int tokens = context.chatResponse().metadata().tokenUsage().inputTokenCount();
      stop(context.attributes(), String.valueOf(tokens));
    }

    @Override
    public void onError(ChatModelErrorContext context) {
      stop(context.attributes(), "unknown");
    }

    private static void stop(Map<Object, Object> attributes, String tokens) {
      Observation.Scope scope = (Observation.Scope) attributes.get(Observer.class);
      scope.close();
      scope
          .getCurrentObservation()
          .highCardinalityKeyValue("gen_ai.usage.input_tokens", tokens)
          .stop();
    }
  }
}
