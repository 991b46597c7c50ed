/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import java.util.Arrays;

/** The names of a JSON object's fields, in the order read; empty for anything but an object. */
public final class TopLevelKeys {
  /** Enough for every known body; a hostile one is not remembered in full. */
  private static final int MAX_KEYS = 128;

  private static final int USUAL_KEYS = 12;

  /** The arrays that the names lie in: the body's own, but for names with escapes. */
  private byte[][] arrays = new byte[USUAL_KEYS][];

  private int[] starts = new int[USUAL_KEYS];
  private int[] lengths = new int[USUAL_KEYS];
  private int count;
  private boolean complete;

  TopLevelKeys() {}

  /** Returns whether the bytes were a JSON object that could be read to its end. */
  public boolean complete() {
    return complete;
  }

  /** Returns whether no field was read. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** Returns whether a field of that name was read. */
  public boolean has(String name) {
    for (int i = 0; i < count; i++) {
      if (isNamed(i, name)) {
        return true;
      }
    }
    return false;
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
    if (count == MAX_KEYS) {
      return;
    }
    if (count == starts.length) {
      int room = Math.min(MAX_KEYS, 2 * count);
      arrays = Arrays.copyOf(arrays, room);
      starts = Arrays.copyOf(starts, room);
      lengths = Arrays.copyOf(lengths, room);
    }
    arrays[count] = scanner.nameBytes();
    starts[count] = scanner.nameStart();
    lengths[count] = scanner.nameLength();
    count++;
  }

  void markComplete(boolean complete) {
    this.complete = complete;
  }

  /** Compares with a name of which every character is one byte, as all are that are asked for. */
  private boolean isNamed(int key, String name) {
    if (lengths[key] != name.length()) {
      return false;
    }
    byte[] bytes = arrays[key];
    int start = starts[key];
    for (int i = 0; i < name.length(); i++) {
      if (bytes[start + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
