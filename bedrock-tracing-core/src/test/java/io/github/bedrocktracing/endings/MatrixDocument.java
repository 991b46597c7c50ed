/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The page that shows the matrix, between two markers. It is compared with what was observed;
 * {@code -Dbedrock.matrix.rewrite=true} writes it anew.
 */
final class MatrixDocument {
  private static final Path PAGE = Path.of("..", "docs", "reliability.md");
  private static final String BEGIN = "<!-- endings: generated -->";
  private static final String END = "<!-- endings: end -->";

  private MatrixDocument() {}

  static void assertShows(List<String> table) {
    List<String> page = lines();
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    assertThat(begin).as("marker").isNotNegative().isLessThan(end);
    if (Boolean.getBoolean("bedrock.matrix.rewrite")) {
      List<String> rewritten = new ArrayList<>(page.subList(0, begin + 1));
      rewritten.addAll(table);
      rewritten.addAll(page.subList(end, page.size()));
      write(rewritten);
    } else {
      assertThat(page.subList(begin + 1, end))
          .as("the table of the page, which -Dbedrock.matrix.rewrite=true writes anew")
          .isEqualTo(table);
    }
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(PAGE);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static void write(List<String> lines) {
    try {
      Files.write(PAGE, lines);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
