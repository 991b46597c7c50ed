/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of a page that a test makes, between two markers. It is compared with what was observed;
 * {@code -Dbedrock.supported.rewrite=true} writes it anew.
 */
public final class GeneratedTable {
  private static final String REWRITE = "bedrock.supported.rewrite";

  private GeneratedTable() {}

  /** Asserts that a page shows these lines under a name, or writes them. */
  public static void assertShows(Path page, String name, List<String> table) {
    List<String> lines = read(page);
    int begin = lines.indexOf("<!-- " + name + ": generated -->");
    int end = lines.indexOf("<!-- " + name + ": end -->");
    assertThat(begin).as("marker of " + name).isNotNegative().isLessThan(end);
    if (Boolean.getBoolean(REWRITE)) {
      List<String> rewritten = new ArrayList<>(lines.subList(0, begin + 1));
      rewritten.addAll(table);
      rewritten.addAll(lines.subList(end, lines.size()));
      write(page, rewritten);
    } else {
      assertThat(lines.subList(begin + 1, end))
          .as("the table of the page, which -D%s=true writes anew", REWRITE)
          .isEqualTo(table);
    }
  }

  /** Asserts that a file has these lines, or writes them. */
  public static void assertIs(Path file, List<String> expected) {
    if (Boolean.getBoolean(REWRITE)) {
      write(file, expected);
    } else {
      assertThat(read(file))
          .as("%s, which -D%s=true writes anew", file, REWRITE)
          .isEqualTo(expected);
    }
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static void write(Path file, List<String> lines) {
    try {
      Files.write(file, lines);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
