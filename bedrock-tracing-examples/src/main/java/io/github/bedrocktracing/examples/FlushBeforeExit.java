/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import io.github.bedrocktracing.BedrockTracing;

/** Tracing for a process that does not exit by itself, such as a function that is frozen. */
public final class FlushBeforeExit {
  private FlushBeforeExit() {}

  /** Does some work with tracing on, and flushes before it returns. */
  public static void trace(Runnable work) {
    // readme:start flush-before-exit
    BedrockTracing tracing = BedrockTracing.builder().build();
    BedrockTracing.autolog(tracing);
    try {
      work.run();
    } finally {
      tracing.close();
    }
    // readme:end flush-before-exit
  }
}
