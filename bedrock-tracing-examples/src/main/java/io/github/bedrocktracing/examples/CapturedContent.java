/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.ContentCapture;

/** Tracing that records prompts and answers, within limits. */
public final class CapturedContent {
  private CapturedContent() {}

  /** Returns a configuration that keeps the numbers of employees out. */
  public static BedrockTracing tracing() {
    // readme:start captured-content
    BedrockTracing tracing =
        BedrockTracing.builder()
            .contentCapture(ContentCapture.SPAN_AND_EVENT)
            .contentRedactor(text -> text.replaceAll("EMP-[0-9]+", "[employee]"))
            .maxContentLength(100_000)
            .build();
    // readme:end captured-content
    return tracing;
  }
}
