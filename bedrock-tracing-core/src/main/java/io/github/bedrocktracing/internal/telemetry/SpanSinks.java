/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.internal.convention.AttributeSink;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import org.jspecify.annotations.Nullable;

/** Spans as what attributes are put on. */
final class SpanSinks {
  private SpanSinks() {}

  static AttributeSink of(Span span) {
    return new AttributeSink() {
      @Override
      public <T> void put(AttributeKey<T> key, @Nullable T value) {
        if (value != null) {
          span.setAttribute(key, value);
        }
      }
    };
  }

  static AttributeSink of(SpanBuilder span) {
    return new AttributeSink() {
      @Override
      public <T> void put(AttributeKey<T> key, @Nullable T value) {
        if (value != null) {
          span.setAttribute(key, value);
        }
      }
    };
  }
}
