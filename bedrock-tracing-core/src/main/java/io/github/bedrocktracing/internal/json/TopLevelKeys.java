/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of a JSON object's fields, in the order read; empty for anything but an object. */
public final class TopLevelKeys {
  /** Enough for every known body; a hostile one is not remembered in full. */
  static final int MAX_KEYS = 128;

  private static final int USUAL_KEYS = 10;

  /** The names' places in the body: where each begins, and how many bytes it has. */
  private int[] places = new int[2 * USUAL_KEYS];

  private byte[] body = {};

  /** Names that are not written in the body as they are, which have escapes in them. */
  private @Nullable List<String> escaped;

  private int count;

  TopLevelKeys() {}

  /** Returns whether no field was read. */
  public boolean isEmpty() {
    return count == 0 && escaped == null;
  }

  /** Returns whether a field of that name was read. */
  public boolean has(String name) {
    for (int i = 0; i < count; i++) {
      if (isNamed(i, name)) {
        return true;
      }
    }
    return escaped != null && escaped.contains(name);
  }

  /** Returns whether a field of each name was read. */
  public boolean hasAll(String... wanted) {
    for (String name : wanted) {
      if (!has(name)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a field of at least one of the names was read. */
  public boolean hasAny(String... wanted) {
    for (String name : wanted) {
      if (has(name)) {
        return true;
      }
    }
    return false;
  }

  /** Adds the name of the field at which a scanner stands. */
  void add(JsonScanner scanner) {
    if (count + (escaped == null ? 0 : escaped.size()) >= MAX_KEYS) {
      return;
    }
    if (scanner.isNameEscaped()) {
      if (escaped == null) {
        escaped = new ArrayList<>();
      }
      escaped.add(scanner.name());
      return;
    }
    if (2 * count == places.length) {
      places = Arrays.copyOf(places, Math.min(2 * MAX_KEYS, 2 * places.length));
    }
    body = scanner.nameBytes();
    places[2 * count] = scanner.nameStart();
    places[2 * count + 1] = scanner.nameLength();
    count++;
  }

  private boolean isNamed(int key, String name) {
    return JsonStrings.isAscii(body, places[2 * key], places[2 * key + 1], name);
  }
}
