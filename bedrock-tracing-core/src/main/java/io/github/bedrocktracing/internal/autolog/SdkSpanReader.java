/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.autolog;

import io.github.bedrocktracing.internal.export.SdkSpans;
import io.github.bedrocktracing.internal.telemetry.SpanReader;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/** Reads spans of the OpenTelemetry SDK for those who know the API alone. */
final class SdkSpanReader implements SpanReader {
  @Override
  public <T> @Nullable T attribute(Span span, AttributeKey<T> key) {
    return SdkSpans.attribute(span, key);
  }

  @Override
  public boolean hasEnded(Span span) {
    return SdkSpans.hasEnded(span);
  }

  @Override
  public boolean isRoot(Span span) {
    return SdkSpans.isRoot(span);
  }
}
