/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import org.jspecify.annotations.Nullable;

/** What attributes are put on: a collection of them, or a span itself, which needs none. */
@FunctionalInterface
public interface AttributeSink {
  /** Sets an attribute to a value. */
  <T> void set(AttributeKey<T> key, T value);

  /** Puts an attribute on it; one without a value is none. */
  default <T> void put(AttributeKey<T> key, @Nullable T value) {
    if (value != null) {
      set(key, value);
    }
  }

  /** Puts all of a collection on it. */
  @SuppressWarnings("unchecked") // A value is of its key's type.
  default void putAll(Attributes attributes) {
    attributes.forEach((key, value) -> put((AttributeKey<Object>) key, value));
  }
}
