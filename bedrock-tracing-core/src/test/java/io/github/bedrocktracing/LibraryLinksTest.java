/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which libraries the code links to, and where: most of them may be absent. */
class LibraryLinksTest {
  private static final String ROOT = "io.github.bedrocktracing";
  private static final String INTERNAL = ROOT + ".internal.";
  private static final String SPRING = ROOT + ".spring";
  private static final String OTEL_API = "io.opentelemetry.api..";
  private static final String MICROMETER = "io.micrometer..";

  private static final JavaClasses MAIN = MainClasses.ALL;

  @Test
  void onlyJsonKnowsAJsonLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage(INTERNAL + "json..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.fasterxml..", "tools.jackson..", "software.amazon.awssdk.thirdparty..")
        .check(MAIN);
  }

  /** It may be absent, and a class that links to it would fail on the first call of its kind. */
  @Test
  void nothingLinksToTheServicesThatMayBeAbsent() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "software.amazon.awssdk.services.bedrockagentruntime..",
            "software.amazon.awssdk.services.bedrockagentcore..")
        .check(MAIN);
  }

  /** Spring may be absent too; Boot finds its classes by the files in META-INF. */
  @Test
  void onlyTheAutoConfigurationLinksToSpring_andNothingLinksToIt() {
    noClasses()
        .that()
        .resideOutsideOfPackage(SPRING)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", SPRING)
        .check(MAIN);
    classes()
        .that()
        .resideInAPackage(SPRING)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify.annotations",
            "org.springframework..",
            MICROMETER,
            OTEL_API,
            "io.opentelemetry.sdk.trace..",
            ROOT,
            SPRING,
            INTERNAL + "autolog",
            INTERNAL + "convention",
            INTERNAL + "settings",
            INTERNAL + "telemetry")
        .check(MAIN);
  }

  /** Micrometer may be absent where Spring is there. */
  @Test
  void onlyWhatIsAboutObservationsLinksToMicrometer() {
    Set<String> linked =
        MAIN.stream()
            .filter(
                type ->
                    type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(
                            dependency ->
                                dependency
                                    .getTargetClass()
                                    .getPackageName()
                                    .startsWith("io.micrometer")))
            .map(JavaClass::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(linked)
        .containsExactlyInAnyOrder(
            "WithObservations",
            "ObservedSpans",
            "ObservedSpan",
            "BegunObservation",
            "Noting",
            "TypedTags");
  }
}
