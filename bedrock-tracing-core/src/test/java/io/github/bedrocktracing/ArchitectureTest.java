/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
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

/** The shape of the code: who may know whom. */
class ArchitectureTest {
  private static final String ROOT = "io.github.bedrocktracing";
  private static final String INTERNAL = ROOT + ".internal.";

  private static final String AWS_SDK = "software.amazon.awssdk..";
  private static final String JACKSON = "com.fasterxml.jackson..";
  private static final String OTEL_API = "io.opentelemetry.api..";
  private static final String OTEL_ATTRIBUTES = "io.opentelemetry.api.common";
  private static final String OTEL_CONTEXT = "io.opentelemetry.context";
  private static final String OTEL_SDK = "io.opentelemetry.sdk..";
  private static final String REACTIVE_STREAMS = "org.reactivestreams";
  private static final String SLF4J = "org.slf4j";

  /** What each internal package may know besides itself, the JDK and the nullness annotations. */
  private static final Map<String, List<String>> MAY_KNOW =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("inference", List.of()),
              Map.entry("json", List.of(JACKSON)),
              Map.entry("wire", internal("inference", "json")),
              Map.entry("dialect", internal("wire", "inference", "json")),
              Map.entry(
                  "stream",
                  internal(REACTIVE_STREAMS, "dialect", "wire", "inference", "json", "guard")),
              Map.entry(
                  "agent", internal("dialect", "wire", "inference", "json", "stream", "guard")),
              Map.entry(
                  "operation",
                  internal(AWS_SDK, "agent", "dialect", "wire", "inference", "json", "stream")),
              Map.entry("convention", internal(OTEL_ATTRIBUTES, "inference", "json")),
              Map.entry("content", internal("inference", "guard")),
              Map.entry(
                  "telemetry",
                  internal(
                      OTEL_API + "|" + OTEL_CONTEXT,
                      "convention",
                      "inference",
                      "guard",
                      "settings")),
              Map.entry(
                  "interceptor",
                  internal(
                      AWS_SDK + "|" + REACTIVE_STREAMS + "|" + OTEL_CONTEXT,
                      "operation",
                      "stream",
                      "telemetry",
                      "content",
                      "inference",
                      "pricing",
                      "session",
                      "settings",
                      "guard")),
              Map.entry("pricing", internal("inference", "json", "guard", "settings")),
              Map.entry(
                  "session",
                  internal(
                      OTEL_CONTEXT + "|" + OTEL_ATTRIBUTES + "|io.opentelemetry.api.baggage",
                      "convention",
                      "inference",
                      "guard")),
              Map.entry(
                  "work",
                  internal(
                      AWS_SDK + "|" + OTEL_CONTEXT,
                      "autolog",
                      "interceptor",
                      "operation",
                      "telemetry",
                      "session",
                      "inference",
                      "json",
                      "settings",
                      "guard")),
              Map.entry(
                  "autolog",
                  internal(
                      OTEL_API,
                      "interceptor",
                      "export",
                      "telemetry",
                      "pricing",
                      "settings",
                      "guard")),
              Map.entry(
                  "diagnosis",
                  internal("autolog", "interceptor", "telemetry", "settings", "guard")),
              Map.entry(
                  "export",
                  internal(
                      OTEL_API + "|" + OTEL_SDK + "|io.opentelemetry.exporter.otlp..",
                      "guard",
                      "json",
                      "settings")),
              Map.entry("settings", internal("guard")),
              Map.entry("guard", List.of(SLF4J))));

  private static final JavaClasses MAIN = MainClasses.ALL;

  static Set<String> packagesWithARule() {
    return MAY_KNOW.keySet();
  }

  @ParameterizedTest
  @MethodSource("packagesWithARule")
  void knowsOnlyWhatItMay(String name) {
    List<String> known = new ArrayList<>(MAY_KNOW.get(name));
    known.addAll(List.of("java..", "org.jspecify.annotations", INTERNAL + name + ".."));

    classes()
        .that()
        .resideInAPackage(INTERNAL + name + "..")
        .should()
        .onlyDependOnClassesThat(
            JavaClass.Predicates.resideInAnyPackage(known.toArray(String[]::new))
                .or(JavaClass.Predicates.type(ContentCapture.class))
                .or(JavaClass.Predicates.type(ContentRedactor.class))
                .or(JavaClass.Predicates.type(ParentSpans.class))
                .or(JavaClass.Predicates.belongToAnyOf(MlflowDestination.class)))
        .check(MAIN);
  }

  @Test
  void everyInternalPackageHasARule() {
    Set<String> packages =
        MAIN.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith(INTERNAL))
            .map(name -> name.substring(INTERNAL.length()).replaceFirst("\\..*", ""))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(packages).isEqualTo(MAY_KNOW.keySet());
  }

  @Test
  void captureAndRecordingDoNotSeeEachOther() {
    String[] capture = names("operation", "agent", "stream", "dialect", "wire");
    String[] recording = names("telemetry", "convention");

    noClasses()
        .that()
        .resideInAnyPackage(capture)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(recording)
        .check(MAIN);
    noClasses()
        .that()
        .resideInAnyPackage(recording)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(capture)
        .check(MAIN);
    noClasses()
        .that()
        .resideOutsideOfPackages(names("interceptor", "work"))
        .should(seeBoth(capture, recording))
        .check(MAIN);
  }

  @Test
  void internalPackagesHaveNoCycles() {
    SlicesRuleDefinition.slices()
        .matching(INTERNAL + "(*)..")
        .should()
        .beFreeOfCycles()
        .check(MAIN);
  }

  /** The types in which users state their choices are needed where the choices are followed. */
  @Test
  void nothingInternalKnowsThePublicApi_butItsOptions() {
    noClasses()
        .that()
        .resideInAPackage(INTERNAL + ".")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAPackage(ROOT)
                .and(DescribedPredicate.not(JavaClass.Predicates.type(ContentCapture.class)))
                .and(DescribedPredicate.not(JavaClass.Predicates.type(ContentRedactor.class)))
                .and(DescribedPredicate.not(JavaClass.Predicates.type(ParentSpans.class)))
                .and(
                    DescribedPredicate.not(
                        JavaClass.Predicates.belongToAnyOf(MlflowDestination.class))))
        .check(MAIN);
  }

  /** Prefixes the names of internal packages; the first may be others, separated by bars. */
  private static List<String> internal(String first, String... more) {
    List<String> packages = new ArrayList<>();
    for (String name : first.split("\\|", -1)) {
      packages.add(name.contains(".") ? name : INTERNAL + name + "..");
    }
    packages.addAll(List.of(names(more)));
    return packages;
  }

  private static String[] names(String... packages) {
    return Stream.of(packages).map(name -> INTERNAL + name + "..").toArray(String[]::new);
  }

  private static ArchCondition<JavaClass> seeBoth(String[] capture, String[] recording) {
    return new ArchCondition<>("see capture and recording") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean both = sees(type, capture) && sees(type, recording);
        events.add(new SimpleConditionEvent(type, both, type.getName() + " sees both sides"));
      }
    };
  }

  private static boolean sees(JavaClass type, String[] packages) {
    DescribedPredicate<JavaClass> within = JavaClass.Predicates.resideInAnyPackage(packages);
    return type.getDirectDependenciesFromSelf().stream()
        .anyMatch(dependency -> within.test(dependency.getTargetClass()));
  }
}
