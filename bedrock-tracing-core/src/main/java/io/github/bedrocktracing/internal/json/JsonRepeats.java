/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import java.util.Arrays;

/**
 * Knows the objects that tell little new: those that differ from the one read before in nothing but
 * the characters of one text, which nobody asked for, and behind it one number of the object's own.
 * Most chunks of an answer are such; to read them anew takes five times as long.
 *
 * <p>For objects of one shape that are read into one target, whose setters do nothing more when
 * they are called again with the same value. Not safe for use by several threads at once.
 */
public final class JsonRepeats {
  /** Longer objects are not remembered. */
  private static final int MAX_LENGTH = 2048;

  /** After so many objects in a row that told something new, no more are remembered. */
  private static final int MAX_MISSES = 16;

  /** Longer numbers may have no room in a long, so that one before them of their name counts. */
  private static final int MAX_DIGITS = 18;

  private static final byte[] NONE = {};

  private final JsonMarks marks = new JsonMarks();
  private byte[] last = NONE;
  private int lastLength;

  /** Where the text stands in the last object: from behind its quote up to the other one. */
  private int textStart;

  private int textEnd;

  /** Where the number stands in the last object; at its end where there is none. */
  private int numberStart;

  private int numberEnd;

  /** Where the name of the number's field stands. */
  private int nameStart;

  private int nameLength;
  private int misses;

  /**
   * Reads the number of an object that is as the last one but for the text and this number.
   *
   * @return whether it is; nothing was read where it is not
   */
  <T> boolean read(byte[] bytes, int offset, int length, JsonShape<T> shape, T target) {
    int end = offset + length;
    if (lastLength == 0
        || length < textStart
        || !Arrays.equals(bytes, offset, offset + textStart, last, 0, textStart)) {
      return false;
    }
    int quote = JsonStrings.closingQuote(bytes, offset + textStart, end);
    int number = quote + numberStart - textEnd;
    if (number > end || !Arrays.equals(bytes, quote, number, last, textEnd, numberStart)) {
      return false;
    }
    int behind = numberStart == lastLength ? number : behindDigits(bytes, number, end);
    if (behind < 0 || !Arrays.equals(bytes, behind, end, last, numberEnd, lastLength)) {
      return false;
    }
    if (behind - number > MAX_DIGITS) {
      return false;
    }
    misses = 0;
    return behind == number || readNumber(bytes, number, end, shape, target);
  }

  private <T> boolean readNumber(byte[] bytes, int number, int end, JsonShape<T> shape, T target) {
    try {
      JsonScanner scanner = new JsonScanner(bytes, number, end);
      shape.readValue(last, nameStart, nameLength, scanner, target);
      return true;
    } catch (DamagedJsonException damaged) {
      // As with 0 in front of other digits; whoever reads the whole object comes to it again.
      return false;
    }
  }

  /** Returns what an object is to be read with that may be remembered. */
  JsonMarks marks() {
    marks.clear();
    return marks;
  }

  /** Forgets the last object, as one was read of which not all is known. */
  void forget() {
    lastLength = 0;
  }

  /** Remembers an object that was read to its end with the marks, in place of the last one. */
  void remember(byte[] bytes, int offset, int length) {
    lastLength = 0;
    if (misses == MAX_MISSES) {
      last = NONE;
      return;
    }
    misses++;
    if (length > MAX_LENGTH || marks.textStart() < 0) {
      return;
    }
    if (last.length < length) {
      last = new byte[length];
    }
    System.arraycopy(bytes, offset, last, 0, length);
    lastLength = length;
    textStart = marks.textStart() - offset;
    textEnd = marks.textEnd() - offset;
    numberStart = marks.numberStart() - offset;
    numberEnd = marks.numberEnd() - offset;
    nameStart = marks.nameStart() - offset;
    nameLength = marks.nameLength();
    if (numberStart < textEnd || behindDigits(last, numberStart, length) != numberEnd) {
      numberStart = length;
      numberEnd = length;
    }
  }

  /** Returns where the digits end that begin at a place; -1 if there are none. */
  private static int behindDigits(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at == start ? -1 : at;
  }
}
