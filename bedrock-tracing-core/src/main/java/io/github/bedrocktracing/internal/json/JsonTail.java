/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

/**
 * Finds, from the end of a JSON object on, fields that stand at its end.
 *
 * <p>JSON can be read backwards without doubt: the last byte of an object lies in no string, and a
 * quote within a string is escaped.
 */
final class JsonTail {
  private static final int NONE = -1;

  private JsonTail() {}

  /**
   * Returns where the comma stands in front of the first of an object's fields that lie whole
   * within a range of bytes.
   *
   * @param start where the range begins, behind the object's own first byte
   * @param end where the object ends, but for white space
   * @return the place of the comma; -1 if there is none, or if the bytes end no such object
   */
  static int firstWholeField(byte[] bytes, int start, int end) {
    int at = end - 1;
    while (at >= start && isSpace(bytes[at])) {
      at--;
    }
    if (at < start || bytes[at] != '}') {
      return NONE;
    }
    int first = NONE;
    int depth = 0;
    while (--at >= start) {
      switch (bytes[at]) {
        case '"' -> {
          at = JsonStrings.openingQuote(bytes, start, at);
          if (at < 0) {
            return first;
          }
        }
        case '}', ']' -> depth++;
        case '{', '[' -> {
          if (--depth < 0) {
            // What ends here has begun here as well: it is not the object that is asked for.
            return NONE;
          }
        }
        case ',' -> first = depth == 0 ? at : first;
        default -> {}
      }
    }
    return first;
  }

  private static boolean isSpace(byte character) {
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
  }
}
