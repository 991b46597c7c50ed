/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns as wide as their longest cell. */
final class TextTable {
  private static final String GAP = "  ";

  private final int textColumns;
  private final List<List<String>> rows = new ArrayList<>();

  /** Makes a table whose first columns are text, set left; the others are numbers, set right. */
  TextTable(int textColumns) {
    this.textColumns = textColumns;
  }

  void add(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /** Returns the rows, each with the same indentation and ended by a line feed. */
  String text(String indent) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int column = 0; column < row.size(); column++) {
        line.append(column == 0 ? "" : GAP).append(cell(row.get(column), column));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private String cell(String value, int column) {
    String padding = " ".repeat(width(column) - value.length());
    return column < textColumns ? value + padding : padding + value;
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
