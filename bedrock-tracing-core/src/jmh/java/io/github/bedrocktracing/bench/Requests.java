/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** The requests, each made once. */
final class Requests {
  private Requests() {}

  static ConverseRequest converse(String model, List<String> turns) {
    return ConverseRequest.builder()
        .modelId(model)
        .messages(messages(turns))
        .inferenceConfig(p -> p.maxTokens(512).temperature(0.5f))
        .build();
  }

  static ConverseStreamRequest converseStream(String model, List<String> turns) {
    return ConverseStreamRequest.builder()
        .modelId(model)
        .messages(messages(turns))
        .inferenceConfig(p -> p.maxTokens(512).temperature(0.5f))
        .build();
  }

  static InvokeModelRequest invokeModel(String model, String body) {
    return InvokeModelRequest.builder()
        .modelId(model)
        .contentType("application/json")
        .body(SdkBytes.fromUtf8String(body))
        .build();
  }

  static InvokeModelWithResponseStreamRequest invokeModelStream(String model, String body) {
    return InvokeModelWithResponseStreamRequest.builder()
        .modelId(model)
        .contentType("application/json")
        .body(SdkBytes.fromUtf8String(body))
        .build();
  }

  private static List<Message> messages(List<String> turns) {
    List<Message> messages = new ArrayList<>();
    for (String turn : turns) {
      messages.add(
          Message.builder()
              .role(messages.size() % 2 == 0 ? ConversationRole.USER : ConversationRole.ASSISTANT)
              .content(ContentBlock.fromText(turn))
              .build());
    }
    return messages;
  }
}
