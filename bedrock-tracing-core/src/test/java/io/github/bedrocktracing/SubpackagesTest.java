/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom within an internal package that has packages below it. */
class SubpackagesTest {
  private static final String INTERNAL = "io.github.bedrocktracing.internal.";

  /** What each part of such a package may know of its other parts. */
  private static final Map<String, List<String>> MAY_KNOW =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("inference.message", List.of()),
              Map.entry("inference.guardrail", List.of("inference.message")),
              Map.entry("inference", List.of("inference.message", "inference.guardrail")),
              Map.entry(
                  "inference.step",
                  List.of("inference", "inference.message", "inference.guardrail")),
              Map.entry("dialect.body", List.of()),
              Map.entry("dialect.ai21", List.of("dialect.body")),
              Map.entry("dialect.amazon", List.of("dialect.body")),
              Map.entry("dialect.anthropic", List.of("dialect.body")),
              Map.entry("dialect.cohere", List.of("dialect.body", "dialect.openai")),
              Map.entry("dialect.luma", List.of("dialect.body", "dialect.anthropic")),
              Map.entry("dialect.meta", List.of("dialect.body")),
              Map.entry("dialect.mistral", List.of("dialect.body", "dialect.openai")),
              Map.entry("dialect.openai", List.of("dialect.body")),
              Map.entry("dialect.stability", List.of("dialect.body")),
              Map.entry("dialect.twelvelabs", List.of("dialect.body")),
              Map.entry(
                  "dialect",
                  List.of(
                      "dialect.body",
                      "dialect.ai21",
                      "dialect.amazon",
                      "dialect.anthropic",
                      "dialect.cohere",
                      "dialect.luma",
                      "dialect.meta",
                      "dialect.mistral",
                      "dialect.openai",
                      "dialect.stability",
                      "dialect.twelvelabs")),
              Map.entry("operation.capture", List.of()),
              Map.entry("operation.runtime", List.of("operation.capture")),
              Map.entry("operation.agents", List.of("operation.capture")),
              Map.entry("operation.agentcore", List.of("operation.capture")),
              Map.entry(
                  "operation",
                  List.of(
                      "operation.capture",
                      "operation.runtime",
                      "operation.agents",
                      "operation.agentcore")),
              Map.entry("convention", List.of()),
              Map.entry("convention.mlflow", List.of("convention")),
              Map.entry("telemetry.metrics", List.of()),
              Map.entry("telemetry", List.of("telemetry.metrics"))));

  static Set<String> partsWithARule() {
    return MAY_KNOW.keySet();
  }

  @ParameterizedTest
  @MethodSource("partsWithARule")
  void knowsOnlyThePartsItMay(String part) {
    String[] others =
        MAY_KNOW.keySet().stream()
            .filter(other -> parent(other).equals(parent(part)) && !other.equals(part))
            .filter(other -> !MAY_KNOW.get(part).contains(other))
            .map(other -> INTERNAL + other)
            .toArray(String[]::new);

    noClasses()
        .that()
        .resideInAPackage(INTERNAL + part)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .allowEmptyShould(false)
        .check(MainClasses.ALL);
  }

  @Test
  void everyPartHasARule() {
    Set<String> parts =
        MainClasses.ALL.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith(INTERNAL))
            .map(name -> name.substring(INTERNAL.length()))
            .filter(name -> name.contains("."))
            .flatMap(name -> Stream.of(name, parent(name)))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(parts).isEqualTo(MAY_KNOW.keySet());
  }

  @Test
  void partsHaveNoCycles() {
    SlicesRuleDefinition.slices()
        .matching(INTERNAL + "(**)")
        .should()
        .beFreeOfCycles()
        .check(MainClasses.ALL);
  }

  private static String parent(String part) {
    return part.replaceFirst("\\..*", "");
  }
}
