/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import io.github.bedrocktracing.BedrockTracing;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** The smallest program: one line turns tracing on, the rest is the AWS SDK. */
public final class QuickStart {
  private QuickStart() {}

  /** Asks a model of AWS for a greeting, with the default credentials and region. */
  public static void main(String[] args) {
    // readme:start quick-start
    BedrockTracing.autolog();

    try (BedrockRuntimeClient bedrock = BedrockRuntimeClient.create()) {
      Message question =
          Message.builder()
              .role(ConversationRole.USER)
              .content(ContentBlock.fromText("Say hello."))
              .build();
      ConverseResponse answer =
          bedrock.converse(r -> r.modelId("amazon.nova-lite-v1:0").messages(question));
      System.out.println(answer.output().message().content().get(0).text());
    }
    // readme:end quick-start
  }
}
