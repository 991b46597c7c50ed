/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.twelvelabs;

import io.github.bedrocktracing.testing.dialect.Exchange;
import org.junit.jupiter.api.Test;

final class TwelveLabsDialectsTest {
  @Test
  void readsAnswerAboutVideo() {
    Exchange.of("pegasus/unary", "us.twelvelabs.pegasus-1-2-v1:0")
        .asks("operation=text_completion maxTokens=200 temperature=0.05 outputType=json")
        .answers("text_completion", "finish=[stop]")
        .sends("user", "  text What moves?", "  video null 3 dmlk")
        .says("assistant (stop)", "  text A cart.");
  }

  @Test
  void readsStreamAboutVideo() {
    Exchange.of("pegasus/stream", "twelvelabs.pegasus-1-2-v1:0")
        .asks("operation=text_completion maxTokens=200 temperature=0.05 outputType=json")
        .answers(
            "text_completion",
            "finish=[length] input=900 output=3 invocationLatency=310 firstByteLatency=95")
        .ends(true)
        .sends("user", "  text What moves?", "  video null at s3://bucket/clip.mp4")
        .says("assistant (length)", "  text A cart.");
  }

  @Test
  void readsEmbedding() {
    Exchange.of("marengo/version-2", "twelvelabs.marengo-embed-2-7-v1:0")
        .asks("operation=embeddings")
        .answers("embeddings", "")
        .sends("user", "  text a cart")
        .says();
  }

  @Test
  void readsEmbeddingOfVersion3() {
    Exchange.of("marengo/version-3", "us.twelvelabs.marengo-embed-3-0-v1:0")
        .asks("operation=embeddings")
        .answers("embeddings", "")
        .sends("user", "  text a cart")
        .says();
  }

  @Test
  void readsEmbeddingOfImage() {
    Exchange.of("marengo/media", "twelvelabs.marengo-embed-2-7-v1:0")
        .sends("user", "  image null 3 aW1n")
        .says();
  }

  @Test
  void readsEmbeddingOfVideo() {
    Exchange.of("marengo/video", "twelvelabs.marengo-embed-3-0-v1:0")
        .sends("user", "  video null at s3://bucket/clip.mp4")
        .says();
  }
}
