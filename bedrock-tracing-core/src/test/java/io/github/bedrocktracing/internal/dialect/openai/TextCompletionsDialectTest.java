/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.openai;

import io.github.bedrocktracing.testing.dialect.Exchange;
import org.junit.jupiter.api.Test;

final class TextCompletionsDialectTest {
  @Test
  void readsChoice() {
    Exchange.of("text-completions/unary", "us.deepseek.r1-v1:0")
        .asks("operation=text_completion maxTokens=28 temperature=0.15 topP=0.25 stop=[a, b]")
        .answers("text_completion", "finish=[stop]")
        .sends("user", "  text A gulf?")
        .says("assistant (stop)", "  text Riga");
  }

  @Test
  void readsStream() {
    Exchange.of("text-completions/stream", "deepseek.r1-v1:0")
        .asks("operation=text_completion maxTokens=28")
        .answers(
            "text_completion",
            "finish=[length] input=5 output=2 invocationLatency=310 firstByteLatency=95")
        .ends(true)
        .sends("user", "  text A gulf?")
        .says("assistant (length)", "  text Riga");
  }

  @Test
  void readsPromptOfChatModel() {
    Exchange.of("text-completions/stream", "writer.palmyra-x5-v1:0")
        .asks("operation=text_completion maxTokens=28")
        .answers(
            "text_completion",
            "finish=[length] input=5 output=2 invocationLatency=310 firstByteLatency=95")
        .ends(true);
  }

  @Test
  void readsEndpoint() {
    Exchange.of(
            "text-completions/endpoint",
            "arn:aws:sagemaker:us-east-1:123456789012:endpoint/some-name")
        .asks("operation=text_completion maxTokens=28 seed=3 choices=1")
        .answers("text_completion", "model=/opt/ml/model finish=[length] input=5 output=28")
        .sends("user", "  text A gulf?")
        .says("assistant (length)", "  text Riga");
  }

  @Test
  void readsChoices() {
    Exchange.of("text-completions/choices", "deepseek.r1-v1:0")
        .sends("user", "  text A gulf?", "  text A bay?")
        .says("assistant (stop)", "  text Riga", "assistant (length)", "  text Biscay");
  }
}
