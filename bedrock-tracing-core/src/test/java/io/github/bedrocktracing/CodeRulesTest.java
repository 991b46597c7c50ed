/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What compiled code may call and show, wherever it stands. */
class CodeRulesTest {
  private static final String ROOT = "io.github.bedrocktracing";
  private static final String INTERNAL = ROOT + ".internal.";
  private static final String SPRING = ROOT + ".spring";

  private static final JavaClasses MAIN = MainClasses.ALL;

  @Test
  void onlySettingsReadsTheEnvironment() {
    noClasses()
        .that()
        .resideOutsideOfPackage(INTERNAL + "settings..")
        .should()
        .callMethodWhere(
            calls(
                "java.lang",
                "getenv",
                "getProperty",
                "getProperties",
                "getBoolean",
                "getInteger",
                "getLong"))
        .check(MAIN);
  }

  @Test
  void nothingIsPrinted() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(MAIN);
  }

  /** Only the program's own code runs in scopes, and only where it asks for one. */
  @Test
  void noScopeIsOpened_butAroundTheProgramsOwnCode() {
    noClasses()
        .that()
        .resideInAPackage(INTERNAL + ".")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.opentelemetry.context.Scope")
        .orShould()
        .callMethodWhere(calls("io.opentelemetry", "makeCurrent"))
        .check(MAIN);
  }

  @Test
  void onlyTelemetryMakesSpansAndInstruments() {
    noClasses()
        .that()
        .resideOutsideOfPackage(INTERNAL + "telemetry..")
        .should()
        .callMethodWhere(
            calls(
                "io.opentelemetry",
                "spanBuilder",
                "tracerBuilder",
                "getTracer",
                "meterBuilder",
                "getMeter",
                "counterBuilder",
                "upDownCounterBuilder",
                "histogramBuilder",
                "gaugeBuilder"))
        .check(MAIN);
  }

  @Test
  void thePublicApiIsSmall() {
    List<String> types =
        MAIN.stream()
            .filter(CodeRulesTest::isPublicApi)
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getPackageName().equals(SPRING))
            .map(JavaClass::getName)
            .toList();

    assertThat(types).isNotEmpty().hasSizeLessThanOrEqualTo(9);
  }

  @Test
  void internalTypesDoNotOccurInPublicSignatures() {
    List<String> leaks = new ArrayList<>();
    for (JavaClass type : MAIN) {
      if (isPublicApi(type)) {
        type.getAllRawSuperclasses().forEach(used -> noteLeak(leaks, type.getName(), used));
        type.getAllRawInterfaces().forEach(used -> noteLeak(leaks, type.getName(), used));
        for (JavaMember member : type.getMembers()) {
          if (isVisible(member.getModifiers())) {
            typesOf(member).forEach(used -> noteLeak(leaks, member.getFullName(), used));
          }
        }
      }
    }

    assertThat(leaks).isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> unmarked =
        MAIN.stream()
            .map(JavaClass::getPackage)
            .filter(javaPackage -> !isNullMarked(javaPackage))
            .map(JavaPackage::getName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(unmarked).isEmpty();
  }

  /**
   * The JVM keeps the class of a record loaded for good whose generated {@code equals} has run
   * once, and with it the whole library. Comparisons by collections are not seen here.
   */
  @Test
  void noRecordIsComparedByItsEquals() {
    noClasses().should().accessTargetWhere(isEqualsOfARecord()).check(MAIN);
  }

  private static DescribedPredicate<JavaCall<?>> calls(String packagePrefix, String... names) {
    Set<String> methods = Set.of(names);
    return DescribedPredicate.describe(
        "calls of " + methods,
        call ->
            call.getTargetOwner().getPackageName().startsWith(packagePrefix)
                && methods.contains(call.getName()));
  }

  private static DescribedPredicate<JavaAccess<?>> isEqualsOfARecord() {
    return DescribedPredicate.describe(
        "equals of a record of the library",
        access ->
            access.getName().equals("equals")
                && access.getTargetOwner().isRecord()
                && access.getTargetOwner().getPackageName().startsWith(ROOT));
  }

  private static boolean isPublicApi(JavaClass type) {
    return !(type.getPackageName() + ".").startsWith(INTERNAL)
        && type.getModifiers().contains(JavaModifier.PUBLIC);
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static Set<JavaClass> typesOf(JavaMember member) {
    if (member instanceof JavaField field) {
      return field.getAllInvolvedRawTypes();
    }
    return ((JavaCodeUnit) member).getAllInvolvedRawTypes();
  }

  private static void noteLeak(List<String> leaks, String where, JavaClass used) {
    if (used.getPackageName().startsWith(INTERNAL)) {
      leaks.add(where + " shows " + used.getName());
    }
  }

  private static boolean isNullMarked(JavaPackage javaPackage) {
    return javaPackage.tryGetPackageInfo().isPresent()
        && javaPackage.isAnnotatedWith(NullMarked.class);
  }
}
