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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(filesThatCatch("Throwable|Error"))
        .containsExactlyInAnyOrder(
            "Guard.java",
            "GuardedByteStreamObserver.java",
            "GuardedChunkListener.java",
            "GuardedFrameHandler.java");
  }

  /** The one hands the failure of a tool to the model; the other throws what it has noted. */
  @Test
  void exceptionsOfEveryKindAreCaught_onlyWhereTheyAreNotTheLibrarysOwn() throws IOException {
    assertThat(filesThatCatch("Exception|RuntimeException"))
        .containsExactlyInAnyOrder("ToolRunner.java", "TappedInputStream.java");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "try { a(); } catch (Throwable t) {}",
        "try { a(); } catch (final java.lang.Throwable t) {}",
        "Runnable r = () -> { try { a(); } catch (Throwable t) {} };",
        "class Outer { class Nested { void m() { try { a(); } catch(Throwable t) {} } } }",
        "try { a(); } catch (IOException | Throwable t) {}",
        "try { a(); } catch (Throwable | IOException t) {}",
        """
        try {
          a();
        } catch (IOException
            | // as an Error is
            java.lang.Throwable t) {
        }
        """
      })
  void aCatchIsFound_whereverItStands(String code) {
    assertThat(catchOf("Throwable|Error").matcher(code).find()).isTrue();
    assertThat(catchOf("Throwable|Error").matcher(code.replace("Throwable", "IOError")).find())
        .isFalse();
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
              "LibraryLinksTest.java",
              "MainClasses.java",
              "NamesTest.java",
              "NativeImageMetadataTest.java",
              "PublicApiTest.java",
              "SdkLinkageTest.java",
              "SourceRulesTest.java",
              "SubpackagesTest.java");
    }
  }

  private static List<String> filesThatCatch(String types) throws IOException {
    Pattern pattern = catchOf(types);
    return sources().entrySet().stream()
        .filter(file -> pattern.matcher(String.join("\n", file.getValue())).find())
        .map(file -> file.getKey().getFileName().toString())
        .toList();
  }

  /** Returns what finds a catch of one of some types, alone or among others. */
  private static Pattern catchOf(String types) {
    return Pattern.compile(
        "\\bcatch\\s*\\((?:\\s|//[^\n]*|[\\w.|@])*?\\b(?:" + types + ")\\s*(?:\\||\\w+\\s*\\))");
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
