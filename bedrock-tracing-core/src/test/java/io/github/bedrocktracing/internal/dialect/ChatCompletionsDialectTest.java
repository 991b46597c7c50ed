/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import org.junit.jupiter.api.Test;

final class ChatCompletionsDialectTest {
  @Test
  void readsChoices() {
    Exchange.of("chat-completions/unary", "openai.gpt-oss-120b-1:0")
        .asks(
            "operation=chat maxTokens=64 temperature=0.45 topP=0.95 topK=40.0 stop=[\n] frequencyPenalty=0.6 presencePenalty=0.7 seed=5 choices=2 outputType=json reasoning=low")
        .answers(
            "chat",
            "id=chatcmpl-test1 model=test-model-0825 finish=[stop, length] input=120 output=9 cacheRead=64 reasoning=4");
  }

  @Test
  void readsStream() {
    Exchange.of("chat-completions/stream", "qwen.qwen3-32b-v1:0")
        .asks("operation=chat maxTokens=10 stop=[\n] outputType=json")
        .answers(
            "chat",
            "id=chatcmpl-test2 model=test-model-0825 finish=[stop] input=8 output=3 invocationLatency=310 firstByteLatency=95")
        .ends(true);
  }

  @Test
  void readsStreamOfJamba() {
    Exchange.of("chat-completions/stream-jamba", "ai21.jamba-1-5-mini-v1:0")
        .asks("operation=chat maxTokens=10")
        .answers(
            "chat",
            "id=chatcmpl-test3 finish=[stop] input=8 output=2 invocationLatency=310 firstByteLatency=95")
        .ends(true);
  }

  @Test
  void readsChoicesOfMistral() {
    Exchange.of("chat-completions/unary-mistral", "mistral.mistral-large-2407-v1:0")
        .asks("operation=chat maxTokens=10 topP=0.5")
        .answers("chat", "finish=[stop, length]");
  }

  @Test
  void readsStreamOfMistral() {
    Exchange.of("chat-completions/stream-mistral", "us.mistral.pixtral-large-2502-v1:0")
        .asks("operation=chat maxTokens=10")
        .answers(
            "chat",
            "finish=[tool_calls] input=9 output=1 invocationLatency=310 firstByteLatency=95")
        .ends(true);
  }

  @Test
  void readsMessagesOfFormerTextModel() {
    Exchange.of("chat-completions/unary-mistral", "mistral.mistral-large-2402-v1:0")
        .asks("operation=chat maxTokens=10 topP=0.5")
        .answers("chat", "finish=[stop, length]");
  }

  @Test
  void tellsThatStreamWasCut() {
    Exchange.of("chat-completions/stream-cut", "zai.glm-4.7")
        .asks("operation=chat maxTokens=10 stop=[\n] outputType=json")
        .answers("chat", "id=chatcmpl-test2 model=test-model-0825")
        .ends(false);
  }
}
