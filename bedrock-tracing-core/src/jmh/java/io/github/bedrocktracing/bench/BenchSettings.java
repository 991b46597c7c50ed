/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a run measures and for how long, from the system properties {@code bench.*}. */
final class BenchSettings {
  private BenchSettings() {}

  /** Returns whether figures are to be published, and not only looked at. */
  static boolean isFull() {
    return text("run").equals("full");
  }

  /** Returns how many processes measure each case, one after the other. */
  static int rounds() {
    return isFull() ? Integer.parseInt(text("rounds")) : 1;
  }

  /** Returns the names of the parts of the page that are measured. */
  static Set<String> parts() {
    return new TreeSet<>(Arrays.asList(text("parts").split(",", -1)));
  }

  static List<Workload> workloads() {
    return chosen("workloads", Workload.values());
  }

  static List<Variant> variants() {
    return chosen("variants", Variant.values());
  }

  /** Returns whether every workload and variant is measured. */
  static boolean isWhole() {
    return text("workloads").isEmpty() && text("variants").isEmpty();
  }

  /** Returns the folder with what the build has made. */
  static Path target() {
    return Path.of(text("target"));
  }

  /** Returns the page that the figures are written to. */
  static Path page() {
    return Path.of(text("page"));
  }

  /** Returns the versions of what is measured. */
  static String versions() {
    return text("versions");
  }

  private static <E extends Enum<E>> List<E> chosen(String name, E[] all) {
    List<String> names = Arrays.asList(text(name).split(",", -1));
    return Arrays.stream(all)
        .filter(each -> text(name).isEmpty() || names.contains(each.name()))
        .toList();
  }

  private static String text(String name) {
    String value = System.getProperty("bench." + name, "");
    // The command line of an unset property holds its placeholder.
    return value.startsWith("${") ? "" : value;
  }
}
