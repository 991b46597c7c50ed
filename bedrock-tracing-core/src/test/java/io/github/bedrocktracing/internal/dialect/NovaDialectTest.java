/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import org.junit.jupiter.api.Test;

final class NovaDialectTest {
  @Test
  void readsAnswer() {
    Exchange.of("nova/unary", "amazon.nova-2-lite-v1:0")
        .asks(
            "operation=chat maxTokens=30 temperature=0.4 topP=0.6 topK=15.0 stop=[.] reasoning=medium")
        .answers("chat", "finish=[end_turn] input=57 output=3 cacheRead=40 cacheWrite=10");
  }

  @Test
  void readsStream() {
    Exchange.of("nova/stream", "us.amazon.nova-micro-v1:0")
        .asks("operation=chat maxTokens=31 topP=0.5 topK=12.0")
        .answers(
            "chat",
            "finish=[tool_use] input=7 output=3 cacheRead=0 cacheWrite=0 invocationLatency=310 firstByteLatency=95 guardrail=INTERVENED")
        .ends(true);
  }

  @Test
  void tellsThatStreamWasCut() {
    Exchange.of("nova/bare", "amazon.nova-pro-v1:0")
        .asks("operation=chat")
        .answers("chat", "")
        .ends(false);
  }
}
