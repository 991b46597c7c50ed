/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

import java.util.Arrays;

/**
 * Knows the objects that tell nothing new: those that differ from the one read before in nothing
 * but the characters of one text, which nobody asked for. Most chunks of an answer are such.
 *
 * <p>For objects of one shape that are read into one target, whose setters do nothing more when
 * they are called again with the same value. Not safe for use by several threads at once.
 */
public final class JsonRepeats {
  /** Longer objects are not remembered. */
  private static final int MAX_LENGTH = 2048;

  /** After so many objects in a row that told something new, no more are remembered. */
  private static final int MAX_MISSES = 16;

  private static final byte[] NONE = {};

  private byte[] last = NONE;
  private int lastLength;

  /** Where the text stands in the last object: from behind its quote up to the other one. */
  private int textStart;

  private int textEnd;
  private int misses;

  /** Returns whether an object is as the last one but for the text. */
  boolean has(byte[] bytes, int offset, int length) {
    int end = textEnd + length - lastLength;
    boolean same =
        lastLength > 0
            && end >= textStart
            && Arrays.equals(bytes, offset, offset + textStart, last, 0, textStart)
            && Arrays.equals(bytes, offset + end, offset + length, last, textEnd, lastLength)
            && JsonStrings.closingQuote(bytes, offset + textStart, offset + length) == offset + end;
    if (same) {
      misses = 0;
    }
    return same;
  }

  /** Forgets the last object, as one was read of which not all is known. */
  void forget() {
    lastLength = 0;
  }

  /**
   * Remembers an object that was read to its end, in place of the last one.
   *
   * @param scanner what has read it
   */
  void remember(byte[] bytes, int offset, int length, JsonScanner scanner) {
    lastLength = 0;
    if (misses == MAX_MISSES) {
      last = NONE;
      return;
    }
    misses++;
    if (length > MAX_LENGTH || scanner.passedTextStart() < 0) {
      return;
    }
    if (last.length < length) {
      last = new byte[length];
    }
    System.arraycopy(bytes, offset, last, 0, length);
    lastLength = length;
    textStart = scanner.passedTextStart() - offset;
    textEnd = scanner.passedTextEnd() - offset;
  }
}
