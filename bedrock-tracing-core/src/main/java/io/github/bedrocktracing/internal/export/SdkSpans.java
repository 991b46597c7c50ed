/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.ReadableSpan;
import org.jspecify.annotations.Nullable;

/** Reads spans of the OpenTelemetry SDK; the API alone lets nobody read one. */
public final class SdkSpans {
  private SdkSpans() {}

  /** Returns an attribute; null where there is none or the span cannot be read. */
  public static <T> @Nullable T attribute(Span span, AttributeKey<T> key) {
    return span instanceof ReadableSpan readable ? readable.getAttribute(key) : null;
  }

  /** Returns whether a span is known to have ended. */
  public static boolean hasEnded(Span span) {
    return span instanceof ReadableSpan readable && readable.hasEnded();
  }

  /** Returns whether a span is known to be the first of its trace. */
  public static boolean isRoot(Span span) {
    return span instanceof ReadableSpan readable && !readable.getParentSpanContext().isValid();
  }
}
