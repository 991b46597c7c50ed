/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import org.jspecify.annotations.Nullable;

/** Tells of the spans of frameworks that are around what this thread does. */
public interface FrameworkSpanSource {
  /** Returns the one that is current; null for none. */
  @Nullable FrameworkSpan current();

  /**
   * Returns the one that was begun last and has not been made current, as of a stream whose items
   * come on other threads; null for none.
   */
  @Nullable FrameworkSpan begun();
}
