/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

/** Whose the span is that a call is recorded on, and what is left to the other. */
enum SpanUse {
  /** Its own, which tells everything. */
  OWN,
  /** Its own, within another's that tells the tokens. */
  WITHOUT_USAGE,
  /** That of a framework, around the call and perhaps others. */
  PARENT,
  /** That of another instrumentation of the SDK, which is of the same call. */
  NEIGHBOUR;

  /** Returns whether the library starts and ends the span. */
  boolean isOwn() {
    return this == OWN || this == WITHOUT_USAGE;
  }

  /** Returns whether the span tells the tokens. */
  boolean tellsUsage() {
    return this != WITHOUT_USAGE;
  }

  /** Returns whether the tokens and the duration count in metrics, which others count else. */
  boolean counts() {
    return this == OWN;
  }

  /** Returns whether what fails the call fails the span. */
  boolean failsWithCall() {
    return this != PARENT;
  }
}
