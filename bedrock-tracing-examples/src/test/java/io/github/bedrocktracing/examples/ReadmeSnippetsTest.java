/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README must quote code that compiles: regions marked in the sources of this module. */
class ReadmeSnippetsTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Path README = MODULE.resolveSibling("README.md");

  @Test
  void sources_markRegions() throws IOException {
    assertThat(regions()).isNotEmpty();
  }

  @Test
  void readme_quotesMarkedRegions() throws IOException {
    assumeTrue(Files.exists(README), "There is no README.md beside the modules yet");

    List<String> regions = regions();
    assertThat(JavaSnippets.blocks(Files.readString(README)))
        .allSatisfy(block -> assertThat(regions).contains(block));
  }

  private static List<String> regions() throws IOException {
    List<String> regions = new ArrayList<>();
    try (Stream<Path> files = Files.walk(MODULE.resolve("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        regions.addAll(JavaSnippets.regions(Files.readString(file)).values());
      }
    }
    return regions;
  }
}
