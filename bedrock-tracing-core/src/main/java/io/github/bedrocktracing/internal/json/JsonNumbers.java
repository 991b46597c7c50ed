/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigInteger;

/** The grammar of JSON's numbers, and the kinds of number that a program takes them as. */
final class JsonNumbers {
  private JsonNumbers() {}

  /** Returns whether a number may begin with a byte. */
  static boolean isStart(byte character) {
    return character == '-' || isDigit(character);
  }

  /** Returns whether a byte may be of a number. */
  static boolean isPart(byte character) {
    return isStart(character)
        || character == '.'
        || character == '+'
        || character == 'e'
        || character == 'E';
  }

  /** Returns where the bytes end that may be of a number, whether or not they are one. */
  static int behindParts(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && isPart(bytes[at])) {
      at++;
    }
    return at;
  }

  /**
   * Returns where a number ends.
   *
   * @param end where the bytes end, which may be the number's end as well
   */
  static int end(byte[] bytes, int start, int end) throws DamagedJsonException {
    int at = start < end && bytes[start] == '-' ? start + 1 : start;
    boolean leadingZero = at < end && bytes[at] == '0';
    int afterDigits = digits(bytes, at, end);
    if (leadingZero && afterDigits - at > 1) {
      throw new DamagedJsonException();
    }
    at = afterDigits;
    if (at < end && bytes[at] == '.') {
      at = digits(bytes, at + 1, end);
    }
    if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
      boolean signed = at + 1 < end && (bytes[at + 1] == '+' || bytes[at + 1] == '-');
      at = digits(bytes, signed ? at + 2 : at + 1, end);
    }
    if (at - start > JsonReader.MAX_NUMBER_LENGTH) {
      throw new DamagedJsonException();
    }
    return at;
  }

  /**
   * Returns a number of a range of bytes: an {@code Integer}, a {@code Long} or a {@code
   * BigInteger} where it is whole, and else a {@code Double}.
   */
  static Number value(byte[] bytes, int start, int end) {
    try {
      JsonNumber number = JsonNumber.of(bytes, start, end);
      if (!number.isWhole()) {
        return number.asDouble();
      }
      if (!number.isLong()) {
        return new BigInteger(new String(bytes, start, end - start, ISO_8859_1));
      }
      long value = number.asLong();
      return value == (int) value ? (Number) (int) value : (Number) value;
    } catch (DamagedJsonException changed) {
      // Checked before; only a caller that writes to the bytes meanwhile gets here.
      return 0;
    }
  }

  private static int digits(byte[] bytes, int from, int end) throws DamagedJsonException {
    int at = from;
    while (at < end && isDigit(bytes[at])) {
      at++;
    }
    if (at == from) {
      throw new DamagedJsonException();
    }
    return at;
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }
}
