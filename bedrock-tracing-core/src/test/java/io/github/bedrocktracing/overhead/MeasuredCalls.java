/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.overhead;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bedrocktracing.testing.client.Exchanges;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** Requests whose calls are measured, and what they are answered with. */
final class MeasuredCalls {
  static final ConverseRequest CONVERSE = converse(200);
  static final byte[] CONVERSE_ANSWER = Exchanges.CONVERSE_ANSWER.getBytes(UTF_8);
  static final byte[] CLAUDE_ANSWER = Exchanges.INVOKE_MODEL_ANSWER.getBytes(UTF_8);

  static final InvokeModelRequest EMBEDDING =
      invokeModel("amazon.titan-embed-text-v2:0", "{\"inputText\":\"a pond\"}");

  static final byte[] EMBEDDING_ANSWER =
      "{\"embedding\":[%s],\"inputTextTokenCount\":5}"
          .formatted(
              IntStream.range(0, 1024)
                  .mapToObj(i -> "0." + (i + 1))
                  .collect(Collectors.joining(",")))
          .getBytes(UTF_8);

  private MeasuredCalls() {}

  static ConverseRequest converse(int characters) {
    return ConverseRequest.builder()
        .modelId(Exchanges.MODEL)
        .messages(
            Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText("w".repeat(characters)))
                .build())
        .inferenceConfig(p -> p.maxTokens(512).temperature(0.5f))
        .build();
  }

  static InvokeModelRequest claude(int characters) {
    return claude("{\"role\":\"user\",\"content\":\"%s\"}".formatted("w".repeat(characters)));
  }

  static InvokeModelRequest claude(String messages) {
    return invokeModel(
        Exchanges.MODEL,
        """
        {"anthropic_version":"bedrock-2023-05-31","max_tokens":512,"temperature":0.5,
         "messages":[%s]}"""
            .formatted(messages));
  }

  static InvokeModelRequest invokeModel(String model, String body) {
    return InvokeModelRequest.builder().modelId(model).body(SdkBytes.fromUtf8String(body)).build();
  }
}
