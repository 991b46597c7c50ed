/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/** A span that a framework makes around a call, with attributes that it gets when it ends. */
public interface FrameworkSpan {
  /** Returns the span. */
  Span span();

  /** Returns an attribute that the span will have; null where that is not known yet. */
  @Nullable String attribute(String name);

  /**
   * Takes a span that is not current for the call that it was begun for.
   *
   * @param call stands for the call, which may ask more than once
   * @return false if it was taken for another call
   */
  boolean takeFor(Object call);
}
