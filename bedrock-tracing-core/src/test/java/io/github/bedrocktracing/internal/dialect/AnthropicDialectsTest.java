/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import org.junit.jupiter.api.Test;

final class AnthropicDialectsTest {
  @Test
  void readsMessage() {
    Exchange.of("anthropic-messages/unary", "us.anthropic.claude-sonnet-4-20250514-v1:0")
        .asks(
            "operation=chat maxTokens=40 temperature=0.3 topP=0.8 topK=50.0 stop=[###, END] reasoning=high")
        .answers(
            "chat",
            "id=msg_bdrk_test1 model=claude-test-1 finish=[end_turn] input=2109 output=14 cacheRead=2000 cacheWrite=100 reasoning=6");
  }

  @Test
  void readsStream() {
    Exchange.of("anthropic-messages/stream", "anthropic.claude-sonnet-4-20250514-v1:0")
        .asks("operation=chat maxTokens=20")
        .answers(
            "chat",
            "id=msg_bdrk_test2 model=claude-test-2 finish=[max_tokens] input=311 output=20 cacheRead=300 cacheWrite=0 invocationLatency=310 firstByteLatency=95")
        .ends(true);
  }

  @Test
  void tellsThatStreamWasCut() {
    Exchange.of("anthropic-messages/stream-cut", "anthropic.claude-sonnet-4-20250514-v1:0")
        .asks("operation=chat maxTokens=20")
        .answers(
            "chat",
            "id=msg_bdrk_test2 model=claude-test-2 input=311 output=1 cacheRead=300 cacheWrite=0")
        .ends(false);
  }

  @Test
  void tellsThatStreamFailed() {
    Exchange.of("anthropic-messages/stream-error", "anthropic.claude-sonnet-4-20250514-v1:0")
        .asks("operation=chat maxTokens=20")
        .answers(
            "chat",
            "id=msg_bdrk_test2 model=claude-test-2 input=311 output=1 cacheRead=300 cacheWrite=0")
        .ends(false);
  }

  @Test
  void readsMessageOfFormerTextModel() {
    Exchange.of("anthropic-messages/stream", "anthropic.claude-v2")
        .asks("operation=chat maxTokens=20")
        .answers(
            "chat",
            "id=msg_bdrk_test2 model=claude-test-2 finish=[max_tokens] input=311 output=20 cacheRead=300 cacheWrite=0 invocationLatency=310 firstByteLatency=95")
        .ends(true);
  }

  @Test
  void readsCompletion() {
    Exchange.of("anthropic-text/unary", "anthropic.claude-v2:1")
        .asks(
            "operation=text_completion maxTokens=25 temperature=0.2 topP=0.7 topK=10.0 stop=[\n\nHuman:]")
        .answers("text_completion", "finish=[stop_sequence]");
  }

  @Test
  void readsStreamOfCompletion() {
    Exchange.of("anthropic-text/stream", "anthropic.claude-instant-v1")
        .asks(
            "operation=text_completion maxTokens=25 temperature=0.2 topP=0.7 topK=10.0 stop=[\n\nHuman:]")
        .answers(
            "text_completion",
            "finish=[stop_sequence] input=12 output=4 invocationLatency=310 firstByteLatency=95")
        .ends(true);
  }
}
