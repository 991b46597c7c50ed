/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the ends of JSON strings in UTF-8, eight bytes at a time, as most of a long body is strings
 * that nobody asked for.
 */
final class JsonStrings {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long QUOTES = '"' * LOW_BITS;
  private static final long BACKSLASHES = '\\' * LOW_BITS;
  private static final long SPACES = ' ' * LOW_BITS;

  private JsonStrings() {}

  /**
   * Returns where the first quote or backslash stands from a place on; the end if there is none.
   */
  static int quoteOrBackslash(byte[] bytes, int from, int end) {
    int at = from;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long word = (long) WORD.get(bytes, at);
      long found = zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES);
      if (found != 0) {
        return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
    }
    while (at < end && bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    return at;
  }

  /**
   * Returns where the first character stands from a place on that is of several bytes, or that JSON
   * escapes; the end if there is none.
   */
  static int plainUntil(byte[] bytes, int from, int end) {
    int at = from;
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      long word = (long) WORD.get(bytes, at);
      long controls = (word - SPACES) & ~word & HIGH_BITS;
      long found = zeros(word ^ QUOTES) | zeros(word ^ BACKSLASHES) | controls | (word & HIGH_BITS);
      if (found != 0) {
        return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
    }
    while (at < end && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
      at++;
    }
    return at;
  }

  /**
   * Returns where the quote that closes a string stands.
   *
   * @param from where its text begins
   * @return the place of the quote; the end if there is none
   */
  static int closingQuote(byte[] bytes, int from, int end) {
    int at = quoteOrBackslash(bytes, from, end);
    while (at < end && bytes[at] == '\\') {
      // Whatever is escaped is passed over with its backslash.
      at = quoteOrBackslash(bytes, Math.min(at + 2, end), end);
    }
    return at;
  }

  /**
   * Returns where the quote that opens a string stands: the last one before its closing quote that
   * is not escaped, since a quote within a string is, and the opening one has no backslash before
   * it.
   *
   * @param start the first place looked at
   * @param closing where the closing quote stands
   * @return the place of the quote; -1 if there is none from the start on
   */
  static int openingQuote(byte[] bytes, int start, int closing) {
    int at = lastQuote(bytes, start, closing);
    while (at >= start && isEscaped(bytes, start, at)) {
      at = lastQuote(bytes, start, at);
    }
    return at >= start ? at : -1;
  }

  /** Returns whether a range of bytes is a text of which every character is one byte. */
  static boolean isAscii(byte[] bytes, int start, int length, String text) {
    if (length != text.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[start + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int lastQuote(byte[] bytes, int start, int before) {
    int at = before;
    for (; at - Long.BYTES >= start; at -= Long.BYTES) {
      long word = (long) WORD.get(bytes, at - Long.BYTES);
      if (zeros(word ^ QUOTES) != 0) {
        break;
      }
    }
    do {
      at--;
    } while (at >= start && bytes[at] != '"');
    return at;
  }

  private static boolean isEscaped(byte[] bytes, int start, int at) {
    int before = at;
    while (before > start && bytes[before - 1] == '\\') {
      before--;
    }
    return (at - before) % 2 != 0;
  }

  /** Returns a word whose lowest bit set is in the lowest byte of another that is zero. */
  private static long zeros(long word) {
    return (word - LOW_BITS) & ~word & HIGH_BITS;
  }
}
