/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings of a process that are named like the library's and are none, such as misspelt ones. */
final class UnknownSettings {
  private static final String PREFIX = "bedrock.tracing.";

  private UnknownSettings() {}

  /**
   * Returns a line for each, without its value.
   *
   * @param known the names of all settings, as system properties
   */
  static List<String> lines(
      Collection<String> known, Collection<String> properties, Collection<String> variables) {
    Set<String> letters = known.stream().map(UnknownSettings::letters).collect(Collectors.toSet());
    return Stream.concat(
            unknown(properties, PREFIX, letters).map("property "::concat),
            unknown(variables, SettingLookup.variable(PREFIX), letters).map("variable "::concat))
        .map(name -> name + ": there is no such setting")
        .toList();
  }

  /** Returns those of some names below the library's own that no setting has. */
  static List<String> among(Collection<String> names, Collection<String> known) {
    Set<String> letters = known.stream().map(UnknownSettings::letters).collect(Collectors.toSet());
    return unknown(names, PREFIX, letters).toList();
  }

  private static Stream<String> unknown(
      Collection<String> names, String prefix, Set<String> known) {
    return names.stream()
        .filter(name -> name.startsWith(prefix) && !known.contains(letters(name)))
        .sorted();
  }

  /** Returns a name without what divides it, which frameworks write in ways of their own. */
  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replace(".", "").replace("_", "").replace("-", "");
  }
}
