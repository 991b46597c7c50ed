/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

/**
 * Memory for objects that are read one after the other, such as the events of a stream: each is of
 * use until the next one is read. Not safe for use by several threads at once.
 */
public final class JsonRoom {
  private static final int USUAL_LENGTH = 256;

  /** A larger table is given back with its object, in entries. */
  private static final int MAX_LENGTH = 16 * 1024;

  private int[] table = {};

  int[] table() {
    if (table.length == 0) {
      table = new int[USUAL_LENGTH];
    }
    return table;
  }

  void keep(int[] grown) {
    if (grown.length <= MAX_LENGTH) {
      table = grown;
    }
  }
}
