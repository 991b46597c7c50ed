/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.amazon;

import io.github.bedrocktracing.testing.dialect.Exchange;
import org.junit.jupiter.api.Test;

final class TitanDialectsTest {
  @Test
  void addsTokensOfResults() {
    Exchange.of("titan-text/unary", "amazon.titan-text-express-v1")
        .asks("operation=text_completion maxTokens=15 temperature=0.1 topP=0.9 stop=[User:]")
        .answers("text_completion", "finish=[FINISH, LENGTH] input=4 output=11")
        .sends("user", "  text A lake?")
        .says("assistant (stop)", "  text Garda", "assistant (length)", "  text Como");
  }

  @Test
  void takesFloats() {
    Exchange.of("titan-text/unary-floats", "amazon.titan-text-premier-v1:0")
        .asks("operation=text_completion maxTokens=15")
        .answers("text_completion", "finish=[FINISH] input=4 output=5 guardrail=INTERVENED")
        .sends("user", "  text A lake?")
        .says("assistant (stop)", "  text {NAME}");
  }

  @Test
  void readsStream() {
    Exchange.of("titan-text/stream", "amazon.titan-tg1-large")
        .asks("operation=text_completion")
        .answers(
            "text_completion",
            "finish=[LENGTH] input=4 output=9 invocationLatency=310 firstByteLatency=95")
        .ends(true)
        .sends("user", "  text A lake?")
        .says("assistant (length)", "  text Garda");
  }

  @Test
  void knowsEndOfBlockedStream() {
    Exchange.of("titan-text/stream-blocked", "amazon.titan-text-lite-v1")
        .asks("operation=text_completion")
        .answers("text_completion", "input=3 output=2 guardrail=INTERVENED")
        .ends(true)
        .sends("user", "  text A secret?")
        .says("assistant", "  text Blocked");
  }

  @Test
  void tellsTextFromEmbeddingsByModel() {
    Exchange.of("titan-text/bare", "amazon.titan-text-lite-v1")
        .asksKnown("operation=text_completion")
        .asksUnknown("operation=embeddings")
        .answers("text_completion", "finish=[FINISH] input=4 output=2")
        .sends("user", "  text A lake?")
        .says("assistant (stop)", "  text Garda");
  }

  @Test
  void readsEmbedding() {
    Exchange.of("titan-embeddings/text", "amazon.titan-embed-text-v2:0")
        .asks("operation=embeddings dimensions=256 formats=[float, binary]")
        .answers("embeddings", "input=3")
        .sends("user", "  text a pond")
        .says();
  }

  @Test
  void readsEmbeddingOfFirstVersion() {
    Exchange.of("titan-embeddings/first-version", "amazon.titan-embed-text-v1")
        .asks("operation=embeddings")
        .answers("embeddings", "input=3")
        .sends("user", "  text a pond")
        .says();
  }

  @Test
  void correctsTextToEmbeddings() {
    Exchange.of("titan-embeddings/first-version", "amazon.titan-text-lite-v1")
        .asksKnown("operation=text_completion")
        .asksUnknown("operation=embeddings")
        .answers("embeddings", "input=3");
  }

  @Test
  void readsEmbeddingOfImage() {
    Exchange.of("titan-embeddings/image", "amazon.titan-embed-image-v1")
        .asks("operation=embeddings dimensions=384")
        .answers("embeddings", "input=0")
        .sends("user", "  image image/png 8 null")
        .says();
  }
}
