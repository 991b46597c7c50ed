/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.Optional;

/**
 * Which span it is, in hexadecimal.
 *
 * @param traceId its trace
 * @param spanId itself
 */
public record SpanIdentity(String traceId, String spanId) {
  /** Returns that of a context's span; none where nobody records its trace. */
  public static Optional<SpanIdentity> of(Context context) {
    SpanContext span = Span.fromContext(context).getSpanContext();
    return span.isSampled()
        ? Optional.of(new SpanIdentity(span.getTraceId(), span.getSpanId()))
        : Optional.empty();
  }
}
