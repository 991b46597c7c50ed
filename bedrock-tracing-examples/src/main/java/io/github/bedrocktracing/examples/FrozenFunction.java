/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import io.github.bedrocktracing.BedrockTracing;
import java.util.function.UnaryOperator;

/** Tracing for a function whose process is frozen between two invocations, as on AWS Lambda. */
public final class FrozenFunction {
  private final UnaryOperator<String> work;

  /** Creates a function that does some work at each invocation. */
  public FrozenFunction(UnaryOperator<String> work) {
    this.work = work;
  }

  // readme:start flush-before-freeze
  private static final BedrockTracing TRACING = BedrockTracing.builder().build();

  /** Handles one invocation. */
  public String handle(String event) {
    BedrockTracing.autolog(TRACING);
    try {
      return work.apply(event);
    } finally {
      TRACING.flush();
    }
  }
  // readme:end flush-before-freeze
}
