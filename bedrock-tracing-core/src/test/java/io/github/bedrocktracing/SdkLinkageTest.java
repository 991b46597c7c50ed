/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.FieldAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The library is compiled against one SDK and runs with others: whatever it names of the SDK has to
 * be in the one that runs.
 */
class SdkLinkageTest {
  private static final String SDK = "software.amazon.awssdk.";

  @Test
  void everyClassThatTheLibraryNames_isThere() {
    Set<String> named = new TreeSet<>();
    for (JavaClass type : MainClasses.ALL) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        named.add(dependency.getTargetClass().getBaseComponentType().getName());
      }
    }
    named.removeIf(name -> !name.startsWith(SDK));

    assertThat(named).isNotEmpty().allMatch(SdkLinkageTest::exists);
  }

  @Test
  void everyMemberThatTheLibraryNames_isThere() {
    TreeMap<String, Boolean> named = new TreeMap<>();
    for (JavaClass type : MainClasses.ALL) {
      for (JavaAccess<?> access : type.getAccessesFromSelf()) {
        if (access.getTargetOwner().getName().startsWith(SDK)) {
          named.put(access.getDescription(), links(access.getTarget()));
        }
      }
    }

    assertThat(named).isNotEmpty();
    named.values().removeIf(linked -> linked);
    assertThat(named).isEmpty();
  }

  private static boolean links(AccessTarget target) {
    JavaClass owner = target.getOwner();
    if (target instanceof FieldAccessTarget field) {
      return owner.getAllFields().stream()
          .anyMatch(
              candidate ->
                  candidate.getName().equals(field.getName())
                      && candidate.getRawType().equals(field.getRawType()));
    }
    CodeUnitAccessTarget code = (CodeUnitAccessTarget) target;
    return Stream.concat(owner.getAllMethods().stream(), owner.getConstructors().stream())
        .anyMatch(candidate -> isNamedBy(code, candidate));
  }

  /** The JVM asks for the very signature, the type that is returned included. */
  private static boolean isNamedBy(CodeUnitAccessTarget named, JavaCodeUnit candidate) {
    return candidate.getName().equals(named.getName())
        && candidate.getRawReturnType().equals(named.getRawReturnType())
        && candidate.getRawParameterTypes().equals(named.getRawParameterTypes());
  }

  private static boolean exists(String className) {
    try {
      Class.forName(className, false, SdkLinkageTest.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }
}
