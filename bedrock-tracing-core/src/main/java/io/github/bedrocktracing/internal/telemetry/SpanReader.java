/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/** Reads spans of others, as far as they can be read. */
public interface SpanReader {
  /** Returns an attribute; null where there is none or the span cannot be read. */
  <T> @Nullable T attribute(Span span, AttributeKey<T> key);

  /** Returns whether a span is known to have ended. */
  boolean hasEnded(Span span);

  /** Returns whether a span is known to be the first of its trace. */
  boolean isRoot(Span span);
}
