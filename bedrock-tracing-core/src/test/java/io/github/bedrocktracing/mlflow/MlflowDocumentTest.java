/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** What the document on MLflow says is tested, is. */
class MlflowDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "mlflow.md");
  private static final Path TESTS = Path.of("src", "test", "java");
  private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");

  @Test
  void everyBehaviourAndEveryTestOfPythons_namesATestThatExists() throws Exception {
    List<String> rows = rows();
    assertThat(rows).hasSizeGreaterThan(40);
    for (String row : rows) {
      List<MatchResult> named =
          NAMED.matcher(row.substring(row.lastIndexOf('|', row.length() - 2))).results().toList();
      assertThat(named).as(row).isNotEmpty();
      for (MatchResult test : named) {
        assertThat(testsOf(test.group(1))).as(row).contains(test.group(2));
      }
    }
  }

  /** Returns the rows of the tables that compare, without their heads. */
  private static List<String> rows() throws IOException {
    String document = Files.readString(DOCUMENT);
    String compared = document.substring(document.indexOf("## Compared with"));
    List<String> rows = new ArrayList<>();
    boolean inTable = false;
    for (String line : compared.lines().toList()) {
      if (line.startsWith("|---")) {
        inTable = true;
      } else if (!line.startsWith("|")) {
        inTable = false;
      } else if (inTable) {
        rows.add(line);
      }
    }
    return rows;
  }

  private static List<String> testsOf(String className) throws Exception {
    try (Stream<Path> files = Files.walk(TESTS)) {
      Path file =
          files.filter(path -> path.endsWith(className + ".java")).findFirst().orElseThrow();
      String name = TESTS.relativize(file).toString().replaceFirst("\\.java$", "");
      // Not initialised: some start servers.
      Class<?> testClass = Class.forName(name.replaceAll("[/\\\\]", "."), false, loader());
      return Arrays.stream(testClass.getDeclaredMethods())
          .filter(
              method ->
                  method.isAnnotationPresent(Test.class)
                      || method.isAnnotationPresent(ParameterizedTest.class))
          .map(Method::getName)
          .toList();
    }
  }

  private static ClassLoader loader() {
    return MlflowDocumentTest.class.getClassLoader();
  }
}
