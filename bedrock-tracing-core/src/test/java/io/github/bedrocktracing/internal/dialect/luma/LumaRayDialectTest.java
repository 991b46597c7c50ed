/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.luma;

import io.github.bedrocktracing.testing.dialect.Exchange;
import org.junit.jupiter.api.Test;

final class LumaRayDialectTest {
  @Test
  void readsVideo() {
    Exchange.of("luma-ray/text-to-video", "luma.ray-v2:0")
        .asks("operation=generate_content outputType=video")
        .answers("generate_content", "")
        .sends("user", "  text a barn at dawn", "  image image/jpeg 3 aW1n")
        .says();
  }
}
