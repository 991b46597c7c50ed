/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Reads a number of a JSON text. */
final class JsonNumber {
  /** Whole numbers of so many digits are exact as a double. */
  private static final int MAX_EXACT_DIGITS = 15;

  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private final byte[] bytes;
  private final int start;
  private final int end;
  private final boolean negative;
  private int digits;
  private int fractionDigits;
  private boolean whole = true;
  private boolean overflows;

  /** All digits as a whole number, below zero, where one more number has room. */
  private long value;

  private JsonNumber(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.negative = bytes[start] == '-';
  }

  /** Returns the number that a range of bytes is, all of it. */
  static JsonNumber of(byte[] bytes, int start, int end) throws DamagedJsonException {
    JsonNumber number = new JsonNumber(bytes, start, end);
    number.read();
    return number;
  }

  /** Returns whether it has neither a fraction nor an exponent. */
  boolean isWhole() {
    return whole;
  }

  /** Returns whether it is a whole number that has room in a long. */
  boolean isLong() {
    return whole && !overflows && (negative || value != Long.MIN_VALUE);
  }

  /** Returns it as a long, if it is one. */
  long asLong() {
    return negative ? value : -value;
  }

  /** Returns it as the nearest double. */
  double asDouble() {
    if (digits <= MAX_EXACT_DIGITS && !hasExponent()) {
      // Both are exact, and the quotient of exact numbers is rounded right.
      double magnitude = -value / POWERS_OF_TEN[fractionDigits];
      return negative ? -magnitude : magnitude;
    }
    return Double.parseDouble(new String(bytes, start, end - start, ISO_8859_1));
  }

  private boolean hasExponent() {
    return !whole && fractionDigits < 0;
  }

  private void read() throws DamagedJsonException {
    int at = negative ? start + 1 : start;
    boolean leadingZero = at < end && bytes[at] == '0';
    int afterDigits = readDigits(at);
    if (leadingZero && afterDigits - at > 1) {
      throw new DamagedJsonException();
    }
    at = afterDigits;
    if (at < end && bytes[at] == '.') {
      whole = false;
      int afterFraction = readDigits(at + 1);
      fractionDigits = afterFraction - at - 1;
      at = afterFraction;
    }
    if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
      whole = false;
      fractionDigits = -1;
      boolean signed = at + 1 < end && (bytes[at + 1] == '+' || bytes[at + 1] == '-');
      at = readDigits(signed ? at + 2 : at + 1);
    }
    if (at != end) {
      throw new DamagedJsonException();
    }
  }

  /** Reads at least one digit; returns where the digits end. */
  private int readDigits(int from) throws DamagedJsonException {
    int at = from;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      int digit = bytes[at++] - '0';
      digits++;
      long next = value * 10 - digit;
      overflows |= value < Long.MIN_VALUE / 10 || next > 0;
      value = next;
    }
    if (at == from) {
      throw new DamagedJsonException();
    }
    return at;
  }
}
