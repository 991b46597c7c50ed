/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Decodes the text of JSON strings that have escapes in them. */
final class JsonEscapes {
  private static final int HEX_DIGITS = 4;

  private JsonEscapes() {}

  /** Returns where an escape ends that begins with the backslash at a place. */
  static int end(byte[] bytes, int backslash, int end) throws DamagedJsonException {
    if (backslash + 1 >= end) {
      throw new DamagedJsonException();
    }
    character(bytes, backslash + 1, end);
    return backslash + 2 + (bytes[backslash + 1] == 'u' ? HEX_DIGITS : 0);
  }

  /** Returns where the escapes of a character end that begin with the backslash at a place. */
  static int end(byte[] bytes, int backslash, int end, int character) throws DamagedJsonException {
    // A character that takes two escapes has two of the same length.
    return end(bytes, backslash, end) + (character > Character.MAX_VALUE ? 2 + HEX_DIGITS : 0);
  }

  /**
   * Returns a text whose escapes have been checked.
   *
   * @param buffer has room for the bytes between the quotes
   */
  static String decode(byte[] bytes, int start, int closing, byte[] buffer) {
    int length = unescape(bytes, start, closing, buffer);
    if (length >= 0) {
      return new String(buffer, 0, length, UTF_8);
    }
    try {
      return decode(bytes, start, closing);
    } catch (DamagedJsonException changed) {
      // Only a caller that writes to the bytes meanwhile gets here.
      return "";
    }
  }

  /**
   * Writes a text in UTF-8, of which no escape takes more bytes than it is written in.
   *
   * @return how many bytes it has; -1 where an escape is half a character or is damaged
   */
  static int unescape(byte[] bytes, int start, int closing, byte[] buffer) {
    int to = 0;
    int at = start;
    try {
      while (at < closing) {
        int plain = JsonStrings.quoteOrBackslash(bytes, at, closing);
        System.arraycopy(bytes, at, buffer, to, plain - at);
        to += plain - at;
        at = plain;
        if (at < closing) {
          int point = codePoint(bytes, at, closing);
          if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            return -1;
          }
          at = end(bytes, at, closing, point);
          to = write(point, buffer, to);
        }
      }
      return to;
    } catch (DamagedJsonException damaged) {
      return -1;
    }
  }

  /** Returns what is escaped at a backslash, with the second half of it where it has two. */
  static int codePoint(byte[] bytes, int backslash, int closing) throws DamagedJsonException {
    char first = character(bytes, backslash + 1, closing);
    int second = backslash + 2 + HEX_DIGITS;
    if (Character.isHighSurrogate(first)
        && second + 1 < closing
        && bytes[second] == '\\'
        && bytes[second + 1] == 'u') {
      char low = character(bytes, second + 1, closing);
      return Character.isLowSurrogate(low) ? Character.toCodePoint(first, low) : first;
    }
    return first;
  }

  private static int write(int point, byte[] buffer, int from) {
    int to = from;
    if (point < 0x80) {
      buffer[to++] = (byte) point;
    } else if (point < 0x800) {
      buffer[to++] = (byte) (0xC0 | point >> 6);
      buffer[to++] = (byte) (0x80 | (point & 0x3F));
    } else if (point <= Character.MAX_VALUE) {
      buffer[to++] = (byte) (0xE0 | point >> 12);
      buffer[to++] = (byte) (0x80 | (point >> 6 & 0x3F));
      buffer[to++] = (byte) (0x80 | (point & 0x3F));
    } else {
      buffer[to++] = (byte) (0xF0 | point >> 18);
      buffer[to++] = (byte) (0x80 | (point >> 12 & 0x3F));
      buffer[to++] = (byte) (0x80 | (point >> 6 & 0x3F));
      buffer[to++] = (byte) (0x80 | (point & 0x3F));
    }
    return to;
  }

  /** Returns the text that lies between two quotes. */
  static String decode(byte[] bytes, int start, int closing) throws DamagedJsonException {
    StringBuilder text = new StringBuilder(closing - start);
    int plain = start;
    for (int at = start; at < closing; at++) {
      if (bytes[at] == '\\') {
        text.append(new String(bytes, plain, at - plain, UTF_8));
        at++;
        text.append(character(bytes, at, closing));
        at += bytes[at] == 'u' ? HEX_DIGITS : 0;
        plain = at + 1;
      }
    }
    return text.append(new String(bytes, plain, closing - plain, UTF_8)).toString();
  }

  private static char character(byte[] bytes, int at, int closing) throws DamagedJsonException {
    return switch (bytes[at]) {
      case '"', '\\', '/' -> (char) bytes[at];
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit(bytes, at + 1, closing);
      default -> throw new DamagedJsonException();
    };
  }

  private static char unit(byte[] bytes, int start, int closing) throws DamagedJsonException {
    int unit = 0;
    for (int at = start; at < start + HEX_DIGITS; at++) {
      int digit = at < closing ? Character.digit(bytes[at], 16) : -1;
      if (digit < 0) {
        throw new DamagedJsonException();
      }
      unit = unit << 4 | digit;
    }
    return (char) unit;
  }
}
