/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.amazon;

import io.github.bedrocktracing.testing.dialect.Exchange;
import org.junit.jupiter.api.Test;

final class AmazonMediaDialectsTest {
  @Test
  void readsNovaEmbedding() {
    Exchange.of("nova-embeddings/single", "amazon.nova-2-multimodal-embeddings-v1:0")
        .asks("operation=embeddings dimensions=1024")
        .answers("embeddings", "")
        .sends("user", "  text a pond")
        .says();
  }

  @Test
  void readsSegmentedNovaEmbedding() {
    Exchange.of("nova-embeddings/segmented", "amazon.nova-2-multimodal-embeddings-v1:0")
        .asks("operation=embeddings dimensions=384")
        .answers("embeddings", "")
        .sends(
            "user",
            "  document null at s3://bucket/long.txt",
            "  image image/jpeg 3 aW1n",
            "  video video/mp4 at s3://bucket/clip.mp4")
        .says();
  }

  @Test
  void readsImage() {
    Exchange.of("amazon-image/text-to-image", "amazon.nova-canvas-v1:0")
        .asks("operation=generate_content seed=42 choices=2 outputType=image")
        .answers("generate_content", "")
        .sends(
            "user",
            "  text a red barn",
            "  negative_prompt {content=\"fog\"}",
            "  image image/jpeg 3 /9j/")
        .says("assistant", "  image null 3 aW1n", "assistant", "  image null 3 aW1n");
  }

  @Test
  void readsImageTask() {
    Exchange.of("amazon-image/background-removal", "amazon.titan-image-generator-v2:0")
        .asks("operation=generate_content outputType=image")
        .answers("generate_content", "")
        .sends("user", "  image null 3 aW1n")
        .says("assistant", "  image null 3 aW1n");
  }

  @Test
  void readsVideo() {
    Exchange.of("nova-reel/text-to-video", "amazon.nova-reel-v1:1")
        .asks("operation=generate_content seed=7 outputType=video")
        .answers("generate_content", "")
        .sends("user", "  text a barn at dusk", "  image image/png 3 aW1n")
        .says();
  }

  @Test
  void readsShots() {
    Exchange.of("nova-reel/shots", "amazon.nova-reel-v1:1")
        .sends("user", "  text a barn", "  image image/png at s3://bucket/a.png", "  text a pond")
        .says();
  }
}
