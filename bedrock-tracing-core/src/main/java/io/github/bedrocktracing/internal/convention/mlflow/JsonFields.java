/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import io.github.bedrocktracing.internal.json.JsonText;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields of JSON objects, and attributes, that are left out when there is nothing in them. */
final class JsonFields {
  private JsonFields() {}

  /** Returns an object with a field, unless its value is null or has nothing in it. */
  static Map<String, Object> object(String name, @Nullable Object value) {
    Map<String, Object> object = new LinkedHashMap<>();
    put(object, name, value);
    return object;
  }

  /** Returns an object that begins with its type. */
  static Map<String, Object> typed(String type) {
    return object("type", type);
  }

  /** Puts a field unless its value is null, an empty object or an empty array. */
  static void put(Map<String, Object> object, String name, @Nullable Object value) {
    if (value != null && !isEmpty(value)) {
      object.put(name, value);
    }
  }

  /** Puts a value as JSON text, unless there is nothing in it. */
  static void put(AttributesBuilder attributes, AttributeKey<String> key, @Nullable Object value) {
    if (value != null && !isEmpty(value)) {
      attributes.put(key, JsonText.write(value));
    }
  }

  /** Returns whether a value is an object or an array with nothing in it. */
  static boolean isEmpty(Object value) {
    return (value instanceof Map<?, ?> map && map.isEmpty())
        || (value instanceof List<?> list && list.isEmpty());
  }
}
