/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import java.util.ArrayList;
import java.util.List;

/** A table of a page. */
final class Table {
  private final List<String> lines = new ArrayList<>();

  Table(String... heads) {
    row(heads);
    StringBuilder rule = new StringBuilder("| --- |");
    for (int i = 1; i < heads.length; i++) {
      rule.append(" ---: |");
    }
    lines.add(rule.toString());
  }

  void row(String... cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
  }

  void row(List<String> cells) {
    row(cells.toArray(String[]::new));
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }

  /** Returns bytes as a reader takes them in at a glance. */
  static String bytes(double bytes) {
    double size = Math.abs(bytes);
    if (size < 9_995) {
      return "%,d B".formatted(Math.round(bytes));
    }
    return size < 9_995_000 ? "%,.1f KB".formatted(bytes / 1e3) : "%,.1f MB".formatted(bytes / 1e6);
  }

  /** Returns microseconds. */
  static String micros(double micros) {
    return Math.abs(micros) < 99.95 ? "%.1f µs".formatted(micros) : "%,.0f µs".formatted(micros);
  }

  /** Returns how many times one is the other. */
  static String times(double one, double other) {
    return "%.2f×".formatted(one / other);
  }
}
