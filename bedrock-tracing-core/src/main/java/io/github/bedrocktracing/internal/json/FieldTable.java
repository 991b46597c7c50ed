/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what belongs to a field name from the bytes of the name, for which no string is made.
 *
 * @param <V> what belongs to a name
 */
final class FieldTable<V> {
  private final byte[][] names;
  private final Object[] values;

  /** Creates a table of some names. */
  FieldTable(Map<String, V> fields) {
    // At most half full, so that a search soon comes to an empty place.
    int room = Integer.highestOneBit(Math.max(1, fields.size())) * 4;
    names = new byte[room][];
    values = new Object[room];
    fields.forEach(this::put);
  }

  /** Returns what belongs to a name; null for a name that is not in the table. */
  @SuppressWarnings("unchecked") // Only values are put there.
  @Nullable V get(byte[] bytes, int start, int length) {
    for (int place = place(bytes, start, length); ; place = next(place)) {
      byte[] name = names[place];
      if (name == null) {
        return null;
      }
      if (Arrays.equals(name, 0, name.length, bytes, start, start + length)) {
        return (V) values[place];
      }
    }
  }

  private void put(String field, V value) {
    byte[] name = field.getBytes(UTF_8);
    int place = place(name, 0, name.length);
    while (names[place] != null) {
      place = next(place);
    }
    names[place] = name;
    values[place] = value;
  }

  private int place(byte[] bytes, int start, int length) {
    int sample = length == 0 ? 0 : 31 * bytes[start] + bytes[start + length - 1];
    return (31 * sample + length) & (names.length - 1);
  }

  private int next(int place) {
    return (place + 1) & (names.length - 1);
  }
}
