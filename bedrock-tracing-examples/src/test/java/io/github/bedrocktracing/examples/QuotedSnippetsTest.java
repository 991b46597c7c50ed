/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What users read must quote code that compiles: regions marked in the sources of this module, or
 * in its tests where the code needs what the programs do without.
 */
class QuotedSnippetsTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Path README = MODULE.resolveSibling("README.md");
  private static final Path DOCS = MODULE.resolveSibling("docs");

  static List<Path> texts() throws IOException {
    List<Path> texts = new ArrayList<>(List.of(README));
    try (Stream<Path> files = Files.walk(DOCS)) {
      files.filter(path -> path.toString().endsWith(".md")).sorted().forEach(texts::add);
    }
    return texts;
  }

  @Test
  void texts_areTheReadmeAndTheDocs_andQuoteJava() throws IOException {
    assertThat(texts()).contains(README, DOCS.resolve("mlflow.md"));
    assertThat(JavaSnippets.blocks(Files.readString(README))).isNotEmpty();
    assertThat(JavaSnippets.blocks(Files.readString(DOCS.resolve("mlflow.md")))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void text_quotesMarkedRegions(Path text) throws IOException {
    List<String> regions = regions();
    assertThat(JavaSnippets.blocks(Files.readString(text)))
        .allSatisfy(block -> assertThat(regions).contains(block));
  }

  private static List<String> regions() throws IOException {
    List<String> regions = new ArrayList<>();
    for (String sources : List.of("src/main/java", "src/test/java")) {
      try (Stream<Path> files = Files.walk(MODULE.resolve(sources))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          regions.addAll(JavaSnippets.regions(Files.readString(file)).values());
        }
      }
    }
    return regions;
  }
}
