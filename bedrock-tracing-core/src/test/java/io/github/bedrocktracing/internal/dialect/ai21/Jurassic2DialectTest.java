/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.ai21;

import io.github.bedrocktracing.testing.dialect.Exchange;
import org.junit.jupiter.api.Test;

final class Jurassic2DialectTest {
  @Test
  void readsCompletions() {
    Exchange.of("jurassic2/unary", "ai21.j2-ultra-v1")
        .asks(
            "operation=text_completion maxTokens=16 temperature=0.55 topP=0.75 stop=[##] frequencyPenalty=0.5 presencePenalty=0.4 choices=2")
        .answers("text_completion", "finish=[endoftext, length]")
        .sends("user", "  text A dune?")
        .says("assistant (stop)", "  text  Pilat", "assistant (length)", "  text  Pi");
  }
}
