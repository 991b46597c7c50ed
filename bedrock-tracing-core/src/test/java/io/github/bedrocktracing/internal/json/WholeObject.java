/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

/** Tells a JSON object that is read to its end from one that damage cuts short. */
final class WholeObject {
  private WholeObject() {}

  /** Returns whether bytes are an object that a shape reads to its end. */
  static <T> boolean isReadBy(JsonShape<T> shape, T target, byte[] json) {
    return isReadBy(shape, target, json, json.length);
  }

  /** Returns whether the first bytes are an object that a shape reads to its end. */
  static <T> boolean isReadBy(JsonShape<T> shape, T target, byte[] json, int length) {
    JsonScanner scanner = new JsonScanner(json, 0, length);
    try {
      if (!scanner.isAtObject()) {
        return false;
      }
      shape.readObject(scanner, target, null);
      return true;
    } catch (DamagedJsonException damaged) {
      return false;
    }
  }
}
