/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a setting says: by a system property, else by the environment variable of the same
 * name in capitals with underscores.
 */
final class SettingLookup {
  private SettingLookup() {}

  /** Returns what a setting says; null when nothing is said. */
  static @Nullable String text(String property) {
    String value = System.getProperty(property);
    if (value == null) {
      value = Environment.get(property);
    }
    return value == null || value.isBlank() ? null : value.trim();
  }

  /** Returns whether a setting says true, or what counts where it says neither true nor false. */
  static boolean flag(String property, boolean byDefault) {
    String value = text(property);
    if (value == null) {
      return byDefault;
    }
    if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
      return value.equalsIgnoreCase("true");
    }
    tell(property, "takes true or false and counts as not set");
    return byDefault;
  }

  /** Returns the number that a setting says, or what counts where it says none. */
  static int number(String property, int byDefault) {
    String value = text(property);
    if (value == null) {
      return byDefault;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException told) {
      // Told below, as a negative number is.
    }
    tell(property, "takes a number from 0 to 2147483647 and counts as not set");
    return byDefault;
  }

  /** Returns the name of the variable that stands for a property. */
  static String variable(String property) {
    return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Tells what is wrong with a setting, without its value, which may be a secret gone astray. */
  static void tell(String setting, String whatIsWrong) {
    Problems.reportEach(Problem.FLAG, setting + ' ' + whatIsWrong);
  }
}
