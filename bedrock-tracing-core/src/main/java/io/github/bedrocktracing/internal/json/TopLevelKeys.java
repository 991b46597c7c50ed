/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import java.util.ArrayList;
import java.util.List;

/** The names of a JSON object's fields, in the order read; empty for anything but an object. */
public final class TopLevelKeys {
  /** Enough for every known body; a hostile one is not remembered in full. */
  private static final int MAX_KEYS = 128;

  private final List<String> names = new ArrayList<>();
  private boolean complete;

  TopLevelKeys() {}

  /** Returns whether the bytes were a JSON object that could be read to its end. */
  public boolean complete() {
    return complete;
  }

  /** Returns whether no field was read. */
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /** Returns whether a field of that name was read. */
  public boolean has(String name) {
    return names.contains(name);
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

  void add(String name) {
    if (names.size() < MAX_KEYS) {
      names.add(name);
    }
  }

  void markComplete(boolean complete) {
    this.complete = complete;
  }
}
