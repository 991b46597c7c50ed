/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the text of source files may hold, and which files stand where. */
class SourceRulesTest {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Path ROOT_TESTS =
      Path.of("src", "test", "java", "io", "github", "bedrocktracing");

  @Test
  void filesAreShort() throws IOException {
    Map<String, Integer> tooLong = new TreeMap<>();
    for (Map.Entry<Path, List<String>> file : sources().entrySet()) {
      if (file.getValue().size() > 300) {
        tooLong.put(file.getKey().toString(), file.getValue().size());
      }
    }

    assertThat(tooLong).isEmpty();
  }

  @Test
  void onlyConventionNamesAttributes() throws IOException {
    assertThat(linesMatching("\"(gen_ai|aws\\.bedrock)\\."))
        .isNotEmpty()
        .allMatch(line -> line.contains("/internal/convention/"));
  }

  @Test
  void onlyTheGuardsCatchEverything() throws IOException {
    assertThat(linesMatching("catch \\((final )?[\\w.| ]*\\b(Throwable|Error)\\b"))
        .isNotEmpty()
        .allMatch(
            line ->
                line.contains("/guard/Guard.java:")
                    || line.contains("/stream/GuardedChunkListener.java:")
                    || line.contains("/stream/GuardedByteStreamObserver.java:")
                    || line.contains("/stream/GuardedFrameHandler.java:"));
  }

  /** A test that makes calls is about a subject, and stands with others in that one's package. */
  @Test
  void rootTestPackage_holdsOnlyTestsOfTheWholeTree() throws IOException {
    try (Stream<Path> files = Files.list(ROOT_TESTS)) {
      assertThat(files.filter(Files::isRegularFile))
          .extracting(file -> file.getFileName().toString())
          .containsExactlyInAnyOrder(
              "ArchitectureTest.java",
              "AttributesPageTest.java",
              "BackendPagesTest.java",
              "CodeRulesTest.java",
              "MainClasses.java",
              "NamesTest.java",
              "NativeImageMetadataTest.java",
              "PublicApiTest.java",
              "SdkLinkageTest.java",
              "SourceRulesTest.java");
    }
  }

  private static Map<Path, List<String>> sources() throws IOException {
    Map<Path, List<String>> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        sources.put(file, Files.readAllLines(file));
      }
    }
    assertThat(sources).isNotEmpty();
    return sources;
  }

  private static List<String> linesMatching(String regex) throws IOException {
    Pattern pattern = Pattern.compile(regex);
    List<String> matches = new ArrayList<>();
    sources()
        .forEach(
            (file, lines) -> {
              for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                  String path = file.toString().replace('\\', '/');
                  matches.add(path + ":" + (i + 1) + ": " + lines.get(i).strip());
                }
              }
            });
    return matches;
  }
}
