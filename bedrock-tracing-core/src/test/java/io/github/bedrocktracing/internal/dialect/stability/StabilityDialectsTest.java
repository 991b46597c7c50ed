/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.stability;

import io.github.bedrocktracing.testing.dialect.Exchange;
import org.junit.jupiter.api.Test;

final class StabilityDialectsTest {
  @Test
  void readsImages() {
    Exchange.of("stability-image/core", "stability.stable-image-core-v1:1")
        .asks("operation=generate_content seed=17 outputType=image")
        .answers("generate_content", "finish=[Filter reason: prompt]")
        .sends(
            "user", "  text a tower", "  negative_prompt {content=\"fog\"}", "  image null 3 aW1n")
        .says("assistant", "  image null 3 aW1n", "assistant (Filter reason: prompt)");
  }

  @Test
  void readsPromptAlone() {
    Exchange.of("stability-image/bare", "stability.sd3-5-large-v1:0")
        .asksKnown("operation=generate_content outputType=image")
        .asksUnknown("operation=text_completion")
        .answers("generate_content", "")
        .sends("user", "  text a tower")
        .says("assistant", "  image null 3 aW1n");
  }

  @Test
  void readsArtifacts() {
    Exchange.of("stable-diffusion-xl/artifacts", "stability.stable-diffusion-xl-v1")
        .asks("operation=generate_content seed=21 choices=2 outputType=image")
        .answers("generate_content", "finish=[SUCCESS, CONTENT_FILTERED]")
        .sends(
            "user", "  text a tower", "  negative_prompt {content=\"fog\"}", "  image null 3 aW1n")
        .says("assistant (stop)", "  image null 3 aW1n", "assistant (content_filter)");
  }
}
