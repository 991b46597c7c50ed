/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import org.junit.jupiter.api.Test;

final class LlamaDialectTest {
  @Test
  void readsCompletion() {
    Exchange.of("llama/unary", "meta.llama3-8b-instruct-v1:0")
        .asks("operation=text_completion maxTokens=18 temperature=0.6 topP=0.85")
        .answers("text_completion", "finish=[stop] input=5 output=4")
        .sends("user", "  text A hill?", "  image null 3 aW1n")
        .says("assistant (stop)", "  text Box Hill");
  }

  @Test
  void readsStream() {
    Exchange.of("llama/stream", "us.meta.llama4-scout-17b-instruct-v1:0")
        .asks("operation=text_completion maxTokens=18 temperature=0.6 topP=0.85")
        .answers(
            "text_completion",
            "finish=[length] input=5 output=2 invocationLatency=310 firstByteLatency=95")
        .ends(true)
        .sends("user", "  text A hill?")
        .says("assistant (length)", "  text Box Hill");
  }

  @Test
  void readsPromptAlone() {
    Exchange.of("llama/bare", "meta.llama2-13b-chat-v1")
        .asks("operation=text_completion temperature=0.6")
        .answers("text_completion", "finish=[stop] input=5 output=4")
        .sends("user", "  text A hill?")
        .says("assistant (stop)", "  text Box Hill");
  }
}
