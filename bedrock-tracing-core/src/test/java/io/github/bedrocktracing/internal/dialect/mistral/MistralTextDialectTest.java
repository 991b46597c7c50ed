/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.mistral;

import io.github.bedrocktracing.testing.dialect.Exchange;
import org.junit.jupiter.api.Test;

final class MistralTextDialectTest {
  @Test
  void readsCompletion() {
    Exchange.of("mistral-text/unary", "mistral.mistral-7b-instruct-v0:2")
        .asks(
            "operation=text_completion maxTokens=22 temperature=0.9 topP=0.4 topK=30.0 stop=[</s>]")
        .answers("text_completion", "finish=[stop]")
        .sends("user", "  text <s>[INST]A sea?[/INST]")
        .says("assistant (stop)", "  text  Baltic");
  }

  @Test
  void readsStream() {
    Exchange.of("mistral-text/stream", "mistral.mixtral-8x7b-instruct-v0:1")
        .asks(
            "operation=text_completion maxTokens=22 temperature=0.9 topP=0.4 topK=30.0 stop=[</s>]")
        .answers(
            "text_completion",
            "finish=[length] input=6 output=2 invocationLatency=310 firstByteLatency=95")
        .ends(true)
        .sends("user", "  text <s>[INST]A sea?[/INST]")
        .says("assistant (length)", "  text  Baltic");
  }

  @Test
  void readsPromptOfChatModel() {
    Exchange.of("mistral-text/unary", "mistral.mistral-large-2407-v1:0")
        .asks(
            "operation=text_completion maxTokens=22 temperature=0.9 topP=0.4 topK=30.0 stop=[</s>]")
        .answers("text_completion", "finish=[stop]");
  }
}
