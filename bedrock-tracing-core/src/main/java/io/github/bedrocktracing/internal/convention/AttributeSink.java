/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanBuilder;
import org.jspecify.annotations.Nullable;

/** What attributes are put on: a collection of them, or a span itself, which needs none. */
interface AttributeSink {
  /** Puts an attribute on it; one without a value is none. */
  <T> void put(AttributeKey<T> key, @Nullable T value);

  static AttributeSink of(AttributesBuilder attributes) {
    return new AttributeSink() {
      @Override
      public <T> void put(AttributeKey<T> key, @Nullable T value) {
        if (value != null) {
          attributes.put(key, value);
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
