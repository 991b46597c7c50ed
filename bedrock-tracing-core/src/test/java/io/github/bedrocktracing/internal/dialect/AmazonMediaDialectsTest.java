/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import org.junit.jupiter.api.Test;

final class AmazonMediaDialectsTest {
  @Test
  void readsNovaEmbedding() {
    Exchange.of("nova-embeddings/single", "amazon.nova-2-multimodal-embeddings-v1:0")
        .asks("operation=embeddings dimensions=1024")
        .answers("embeddings", "");
  }

  @Test
  void readsSegmentedNovaEmbedding() {
    Exchange.of("nova-embeddings/segmented", "amazon.nova-2-multimodal-embeddings-v1:0")
        .asks("operation=embeddings dimensions=384")
        .answers("embeddings", "");
  }

  @Test
  void readsImage() {
    Exchange.of("amazon-image/text-to-image", "amazon.nova-canvas-v1:0")
        .asks("operation=generate_content seed=42 choices=2 outputType=image")
        .answers("generate_content", "");
  }

  @Test
  void readsImageTask() {
    Exchange.of("amazon-image/background-removal", "amazon.titan-image-generator-v2:0")
        .asks("operation=generate_content outputType=image")
        .answers("generate_content", "");
  }

  @Test
  void readsVideo() {
    Exchange.of("nova-reel/text-to-video", "amazon.nova-reel-v1:1")
        .asks("operation=generate_content seed=7 outputType=video")
        .answers("generate_content", "");
  }
}
