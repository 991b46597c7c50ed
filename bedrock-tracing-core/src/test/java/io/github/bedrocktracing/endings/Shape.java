/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

/** What an operation answers with. */
enum Shape {
  /** A response that is whole when its caller gets it. */
  WHOLE,
  /** A stream of events, for which no blocking client is made. */
  EVENTS,
  /** A body that the caller reads once the call itself is over. */
  BODY;

  /** Returns whether the answer comes piece by piece. */
  boolean streams() {
    return this != WHOLE;
  }
}
