/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Moments as texts, such as {@code 2025-01-31T10:20:30.123456789Z}.
 *
 * <p>An agent's trace has up to three for each step. The form above, which the service writes, is
 * read digit by digit, as {@link Instant#parse} takes twenty times as long; what differs from it is
 * left to that.
 */
final class UtcTexts {
  private static final int WITHOUT_FRACTION = "2025-01-31T10:20:30Z".length();
  private static final int FRACTION = WITHOUT_FRACTION;
  private static final int MAX_DIGITS = 9;
  private static final int NO_NUMBER = -1;
  private static final long SECONDS_PER_DAY = 86_400;

  private UtcTexts() {}

  /**
   * Returns the moment that a text is.
   *
   * @throws java.time.DateTimeException if it is none
   */
  static Instant instant(String text) {
    int year = number(text, 0, 4, '-');
    int month = number(text, 5, 7, '-');
    int day = number(text, 8, 10, 'T');
    int hour = number(text, 11, 13, ':');
    int minute = number(text, 14, 16, ':');
    boolean whole = text.length() == WITHOUT_FRACTION;
    int second = number(text, 17, 19, whole ? 'Z' : '.');
    int nanos = whole ? 0 : nanos(text);
    boolean usual =
        year > 0
            && isIn(month, 1, 12)
            && isIn(day, 1, 31)
            && isIn(hour, 0, 23)
            && isIn(minute, 0, 59)
            && isIn(second, 0, 59)
            && nanos != NO_NUMBER;
    if (!usual) {
      return Instant.parse(text);
    }
    long midnight = LocalDate.of(year, month, day).toEpochDay() * SECONDS_PER_DAY;
    return Instant.ofEpochSecond(midnight + (hour * 60L + minute) * 60 + second, nanos);
  }

  private static boolean isIn(int number, int least, int most) {
    return number >= least && number <= most;
  }

  /** Returns the nanoseconds that the fraction tells; negative where there is no usual one. */
  private static int nanos(String text) {
    int end = text.length() - 1;
    if (end <= FRACTION || end > FRACTION + MAX_DIGITS) {
      return NO_NUMBER;
    }
    int nanos = number(text, FRACTION, end, 'Z');
    for (int i = end; i < FRACTION + MAX_DIGITS && nanos != NO_NUMBER; i++) {
      nanos *= 10;
    }
    return nanos;
  }

  /**
   * Returns the number that a range of a text is; negative where it is none, or not followed so.
   */
  private static int number(String text, int start, int end, char follower) {
    if (end >= text.length() || text.charAt(end) != follower) {
      return NO_NUMBER;
    }
    int number = 0;
    for (int i = start; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return NO_NUMBER;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
