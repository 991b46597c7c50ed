/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

/** How a streamed answer came to its end. */
public enum StreamOutcome {
  /** Everything that the protocol promises was received. */
  COMPLETE("complete"),
  /** The caller stopped before the end. */
  CANCELLED("cancelled"),
  /** The bytes ended before the protocol's closing events. */
  TRUNCATED("truncated"),
  /** The call failed. */
  FAILED("failed"),
  /** The call was dropped, and nobody told how or why. */
  ABANDONED("abandoned");

  private final String value;

  StreamOutcome(String value) {
    this.value = value;
  }

  /** Returns the outcome as it is recorded. */
  public String value() {
    return value;
  }
}
