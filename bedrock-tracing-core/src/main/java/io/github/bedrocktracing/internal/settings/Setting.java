/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A setting that may be told of. Its value is shown where it is a word of the setting's own;
 * anything else may be a secret gone astray.
 *
 * @param name its name as a system property
 * @param words the values that are shown
 * @param otherwise what any other value counts as; null where others are values too
 */
record Setting(String name, Pattern words, @Nullable String otherwise) {
  private static final String NOT_SET = "counts as not set";

  /** Returns a setting that takes one of some words, between bars. */
  static Setting of(String name, String words) {
    return of(name, words, NOT_SET);
  }

  /** Returns a setting that takes one of some words, between bars, and others as if it had one. */
  static Setting of(String name, String words, String otherwise) {
    return new Setting(name, Pattern.compile(words), otherwise);
  }

  /** Returns a setting that takes true or false. */
  static Setting flag(String name) {
    return of(name, "true|false");
  }

  /** Returns a setting that takes a number. */
  static Setting number(String name) {
    return new Setting(name, Pattern.compile("[0-9]{1,10}"), NOT_SET);
  }

  /** Returns a setting that takes anything, of which some words are shown. */
  static Setting open(String name, String words) {
    return new Setting(name, Pattern.compile(words), null);
  }

  /** Returns a setting that takes anything, of which nothing is shown. */
  static Setting hidden(String name) {
    return open(name, "");
  }

  /** Returns whether the setting has such a value. */
  boolean takes(String value) {
    return otherwise == null || isWord(value);
  }

  /** Returns what to show of a value. */
  String shown(String value) {
    if (isWord(value)) {
      return value;
    }
    return otherwise == null
        ? "set, not shown here"
        : "none of its values, and not shown here; it " + otherwise;
  }

  private boolean isWord(String value) {
    return words.matcher(value.toLowerCase(Locale.ROOT)).matches()
        && (!Character.isDigit(value.charAt(0)) || Long.parseLong(value) <= Integer.MAX_VALUE);
  }
}
