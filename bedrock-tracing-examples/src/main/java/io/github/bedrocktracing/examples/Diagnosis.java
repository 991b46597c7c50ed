/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import io.github.bedrocktracing.BedrockTracing;

/** A look at the library's own state, for a program that misses a span. */
final class Diagnosis {
  private Diagnosis() {}

  /** Prints what is on, where it records to, and what was swallowed. */
  static void print() {
    // readme:start diagnose
    System.out.println(BedrockTracing.diagnose());
    // readme:end diagnose
  }
}
