/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.convention.GenAiAttributes;
import io.github.bedrocktracing.internal.convention.StepAttributes;
import io.github.bedrocktracing.internal.inference.step.AgentNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tables of docs/attributes.md have every name that is recorded, with its type, and no other.
 */
class AttributesPageTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path CONVENTION =
      Path.of("src", "main", "java", "io", "github", "bedrocktracing", "internal", "convention");

  /** A name or the beginning of several, and what follows on such a beginning. */
  private static final Pattern LITERAL = Pattern.compile("\"([a-z_]+(?:\\.[a-zA-Z_]+)+\\.?)\"");

  /** A row of a table that begins with a name, and the cell beside it. */
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-zA-Z_.*]+)` \\| ([^|]+) \\|");

  /** What the beginnings that are listed become, but for events, which are asked for. */
  private static final List<String> BEGUN =
      List.of(
          "aws.bedrock.guardrail.coverage.text_characters.guarded: long",
          "aws.bedrock.guardrail.coverage.text_characters.total: long",
          "aws.bedrock.guardrail.coverage.images.guarded: long",
          "aws.bedrock.guardrail.coverage.images.total: long",
          "mlflow.traceTag.*: string");

  /** The name of the event of an exception, which is OpenTelemetry's. */
  private static final String EXCEPTION = "exception";

  @Test
  void rows_areWhatIsListed_eachOnce() throws IOException {
    List<String> listed = Files.readAllLines(DOCS.resolve("names.txt"));
    Set<String> typed =
        Stream.concat(listed.stream().filter(line -> line.contains(": ")), BEGUN.stream())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> names =
        Stream.of(
                listed.stream().filter(line -> !line.endsWith(".")),
                BEGUN.stream(),
                Stream.of(AgentNote.Kind.values()).map(AttributesPageTest::event),
                Stream.of(EXCEPTION))
            .flatMap(each -> each)
            .map(AttributesPageTest::name)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(rows().map(AttributesPageTest::name).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(names);
    assertThat(rows()).doesNotHaveDuplicates();
    Set<String> withTypes =
        typed.stream().map(AttributesPageTest::name).collect(Collectors.toSet());
    assertThat(rows().filter(row -> withTypes.contains(name(row))))
        .containsExactlyInAnyOrderElementsOf(typed);
  }

  @Test
  void everyNameInTheSources_isARow() throws IOException {
    Set<String> rows = rows().map(AttributesPageTest::name).collect(Collectors.toSet());
    Set<String> literals = literals();

    assertThat(literals).hasSizeGreaterThan(100);
    assertThat(
            literals.stream().filter(literal -> rows.stream().noneMatch(row -> isOf(row, literal))))
        .as("names in the sources without a row")
        .isEmpty();
  }

  private static boolean isOf(String row, String literal) {
    return literal.endsWith(".")
        ? row.startsWith(literal)
        : row.equals(literal) || row.endsWith('.' + literal);
  }

  private static Set<String> literals() throws IOException {
    Set<String> literals = new TreeSet<>();
    try (Stream<Path> files = Files.walk(CONVENTION)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        LITERAL.matcher(Files.readString(file)).results().forEach(r -> literals.add(r.group(1)));
      }
    }
    // A value, and no name.
    literals.remove(GenAiAttributes.PROVIDER_AWS_BEDROCK);
    return literals;
  }

  private static Stream<String> rows() throws IOException {
    return ROW.matcher(Files.readString(DOCS.resolve("attributes.md")))
        .results()
        .map(AttributesPageTest::line);
  }

  /** Returns a row as a line of the listing; what is no type stands there all the same. */
  private static String line(MatchResult row) {
    return row.group(1) + ": " + (row.group(2).equals("JSON text") ? "string" : row.group(2));
  }

  private static String name(String line) {
    return line.replaceFirst(": .*", "");
  }

  private static String event(AgentNote.Kind kind) {
    return StepAttributes.eventName(new AgentNote(kind, null, null, null));
  }
}
