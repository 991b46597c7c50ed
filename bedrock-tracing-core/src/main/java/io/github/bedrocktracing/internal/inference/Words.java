/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import org.jspecify.annotations.Nullable;

/**
 * Tells the words of an enumeration from text: a program or a server may put anything where such a
 * word belongs, and what is recorded there is recorded without content capture too.
 */
final class Words {
  /** The conventions' word for a value that is none of the known ones. */
  private static final String OTHER = "_OTHER";

  private static final int MAX_LENGTH = 40;
  private static final int MAX_WORDS = 3;

  /** Whether a character of ASCII may stand in a word. */
  private static final boolean[] PART = new boolean[128];

  static {
    for (int i = 0; i < PART.length; i++) {
      PART[i] = Character.isLetterOrDigit(i) || "_-.:".indexOf(i) >= 0;
    }
  }

  private Words() {}

  /** Returns a value that is one word; null for any other. */
  static @Nullable String one(@Nullable String value) {
    return value != null && count(value) == 1 ? value : null;
  }

  /** Returns a value of at most {@value #MAX_WORDS} words, else {@value #OTHER}. */
  static String few(String value) {
    int words = count(value);
    return words >= 1 && words <= MAX_WORDS ? value : OTHER;
  }

  /** Returns the number of words, one space between them; 0 when there is anything else. */
  private static int count(String value) {
    if (value.length() > MAX_LENGTH) {
      return 0;
    }
    int words = 0;
    boolean inWord = false;
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      boolean part = character < PART.length && PART[character];
      if (!part && (character != ' ' || !inWord)) {
        return 0;
      }
      words += part && !inWord ? 1 : 0;
      inWord = part;
    }
    return inWord ? words : 0;
  }
}
