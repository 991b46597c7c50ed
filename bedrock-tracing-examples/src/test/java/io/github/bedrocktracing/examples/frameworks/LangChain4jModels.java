/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.frameworks;

import dev.langchain4j.model.bedrock.BedrockChatModel;
import dev.langchain4j.model.bedrock.BedrockStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.regions.Region;

/** LangChain4j's models of Bedrock as beans; they build their clients themselves. */
@Configuration(proxyBeanMethods = false)
class LangChain4jModels {
  // readme:start langchain4j
  @Bean
  ChatModel chatModel() {
    return BedrockChatModel.builder()
        .modelId("amazon.nova-lite-v1:0")
        .region(Region.US_EAST_1)
        .build();
  }

  // readme:end langchain4j

  @Bean
  StreamingChatModel streamingChatModel() {
    return BedrockStreamingChatModel.builder()
        .modelId("amazon.nova-lite-v1:0")
        .region(Region.US_EAST_1)
        .build();
  }
}
