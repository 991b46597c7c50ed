/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where JSON is written to, piece by piece: a text, or maps and lists. */
public interface JsonOutput {
  /** Begins an object, of which names and values follow in turn. */
  void beginObject();

  /** Ends the object begun last. */
  void endObject();

  /** Begins an array. */
  void beginArray();

  /** Ends the array begun last. */
  void endArray();

  /** Writes the name of the next field. */
  void name(String name);

  /** Writes a string, a number, a boolean or null; anything else is written as a string. */
  void scalar(@Nullable Object value);

  /** Writes a value made of maps, lists, scalars, and values that write themselves. */
  default void value(@Nullable Object value) {
    if (value instanceof JsonWritable writable) {
      writable.writeTo(this);
    } else if (value instanceof Map<?, ?> map) {
      beginObject();
      for (Map.Entry<?, ?> field : map.entrySet()) {
        name(String.valueOf(field.getKey()));
        value(field.getValue());
      }
      endObject();
    } else if (value instanceof List<?> list) {
      beginArray();
      for (Object element : list) {
        value(element);
      }
      endArray();
    } else {
      scalar(value);
    }
  }

  /** Writes a field whose value is a scalar, unless it is null. */
  default void field(String name, @Nullable Object scalar) {
    if (scalar != null) {
      name(name);
      scalar(scalar);
    }
  }
}
