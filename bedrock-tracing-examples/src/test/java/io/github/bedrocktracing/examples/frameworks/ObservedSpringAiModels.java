/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.frameworks;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.ai.bedrock.converse.BedrockChatOptions;
import org.springframework.ai.bedrock.converse.BedrockProxyChatModel;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Spring AI's model of Bedrock with observations of its calls. */
@Configuration(proxyBeanMethods = false)
@Import(Observing.class)
class ObservedSpringAiModels {
  @Bean
  ChatModel chatModel(ObservationRegistry observations) {
    return BedrockProxyChatModel.builder()
        .region(Region.US_EAST_1)
        .credentialsProvider(DefaultCredentialsProvider.builder().build())
        .defaultOptions(BedrockChatOptions.builder().model("amazon.nova-lite-v1:0").build())
        .observationRegistry(observations)
        .build();
  }
}
