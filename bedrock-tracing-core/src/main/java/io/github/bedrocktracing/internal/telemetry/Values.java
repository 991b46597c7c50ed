/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns maps, lists and scalars into the structured values of OpenTelemetry. */
final class Values {
  private Values() {}

  /** Returns the value; null and unknown types become text. */
  static Value<?> of(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      List<KeyValue> fields = new ArrayList<>(map.size());
      map.forEach((name, field) -> fields.add(KeyValue.of(String.valueOf(name), of(field))));
      return Value.of(fields.toArray(new KeyValue[0]));
    }
    if (value instanceof List<?> list) {
      List<Value<?>> elements = new ArrayList<>(list.size());
      list.forEach(element -> elements.add(of(element)));
      return Value.of(elements);
    }
    if (value instanceof Boolean flag) {
      return Value.of(flag);
    }
    if (value instanceof Integer || value instanceof Long) {
      return Value.of(((Number) value).longValue());
    }
    if (value instanceof Number number) {
      return Value.of(number.doubleValue());
    }
    return Value.of(String.valueOf(value));
  }
}
