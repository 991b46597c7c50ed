/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.json;

/** Marks where a scanner met the text and the number in which two objects may differ. */
final class JsonMarks {
  private static final int NONE = -1;

  /** Where bytes were given away, a text that was passed over may be asked for later. */
  private static final int GIVEN_AWAY = -2;

  private int textStart;
  private int textEnd;
  private int numberStart;
  private int numberEnd;
  private int nameStart;
  private int nameLength;

  /** Forgets what was marked of another object. */
  void clear() {
    textStart = NONE;
    numberStart = NONE;
  }

  /** Marks a text that was passed over, without its quotes. */
  void text(int start, int end) {
    if (textStart != GIVEN_AWAY) {
      textStart = start;
      textEnd = end;
    }
  }

  /** Marks that bytes were given away, and no text is one that nobody asks for any more. */
  void giveAway() {
    textStart = GIVEN_AWAY;
  }

  /**
   * Marks a number that was read.
   *
   * @param fieldStart where the name of its field begins
   * @param fieldLength how many bytes the name has
   */
  void number(int start, int end, int fieldStart, int fieldLength) {
    numberStart = start;
    numberEnd = end;
    nameStart = fieldStart;
    nameLength = fieldLength;
  }

  /** Marks that a number was read that may go where the one before went, and counts instead. */
  void otherNumber() {
    numberStart = NONE;
  }

  /** Returns where the last text begins, behind its quote; negative for none. */
  int textStart() {
    return textStart;
  }

  /** Returns where the last text ends, at its closing quote. */
  int textEnd() {
    return textEnd;
  }

  /** Returns where the last number begins; negative for none. */
  int numberStart() {
    return numberStart;
  }

  /** Returns where the last number ends. */
  int numberEnd() {
    return numberEnd;
  }

  /** Returns where the name of the last number's field begins. */
  int nameStart() {
    return nameStart;
  }

  /** Returns how many bytes the name of the last number's field has. */
  int nameLength() {
    return nameLength;
  }
}
