/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import com.tngtech.archunit.core.domain.JavaClass;
import io.github.bedrocktracing.testing.GeneratedTable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The public API is what docs/api.txt lists, so that no change of it goes unseen. */
class PublicApiTest {
  private static final Path LISTING = Path.of("..", "docs", "api.txt");

  @Test
  void listing_isTheApi() {
    List<String> lines = new ArrayList<>();
    MainClasses.ALL.stream()
        .filter(type -> type.getPackageName().equals("io.github.bedrocktracing"))
        .map(JavaClass::reflect)
        .filter(PublicApiTest::isReachable)
        .sorted(Comparator.comparing(Class::getName))
        .forEach(type -> list(type, lines));

    GeneratedTable.assertIs(LISTING, lines);
  }

  private static boolean isReachable(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return !type.isAnonymousClass()
        && isOpen(type.getModifiers())
        && (outer == null || isReachable(outer));
  }

  private static void list(Class<?> type, List<String> lines) {
    // Later JDKs tell here that a class is sealed.
    lines.add(type.toGenericString().replace(" sealed ", " "));
    lines.add("  extends " + type.getGenericSuperclass());
    Arrays.stream(type.getGenericInterfaces())
        .map(each -> "  implements " + each)
        .forEach(lines::add);
    Stream.<Member>concat(
            Stream.concat(
                Arrays.stream(type.getDeclaredFields()),
                Arrays.stream(type.getDeclaredConstructors())),
            // Of a superclass that is hidden, the members are those of its subclass.
            Stream.concat(Arrays.stream(type.getDeclaredMethods()), inheritedFromHidden(type)))
        .filter(member -> isOpen(member.getModifiers()) && !member.isSynthetic())
        .map(PublicApiTest::describe)
        .sorted()
        .distinct()
        .map(line -> "  " + line)
        .forEach(lines::add);
  }

  private static Stream<Method> inheritedFromHidden(Class<?> type) {
    Class<?> parent = type.getSuperclass();
    if (parent == null || !parent.getName().startsWith("io.github.bedrocktracing.")) {
      return Stream.empty();
    }
    Stream<Method> own =
        Modifier.isPublic(parent.getModifiers())
            ? Stream.empty()
            : Arrays.stream(parent.getDeclaredMethods());
    return Stream.concat(own, inheritedFromHidden(parent));
  }

  private static String describe(Member member) {
    if (member instanceof Field field) {
      return field.toGenericString();
    }
    if (member instanceof Constructor<?> constructor) {
      return constructor.toGenericString();
    }
    return ((Executable) member).toGenericString();
  }

  private static boolean isOpen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }
}
