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

/** Spans that attributes are put on one by one, so that no collection is made of them. */
final class SpanSink {
  private SpanSink() {}

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
