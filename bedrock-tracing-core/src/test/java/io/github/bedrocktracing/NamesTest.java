/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.github.bedrocktracing.testing.GeneratedTable;
import io.opentelemetry.api.common.AttributeKey;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The names of attributes, metrics and events are those that docs/names.txt lists. */
class NamesTest {
  private static final Path LISTING = Path.of("..", "docs", "names.txt");
  private static final String CONVENTION = "io.github.bedrocktracing.internal.convention";

  /** A name in full, or the beginning of several, which ends in a dot. */
  private static final Pattern NAME =
      Pattern.compile("[a-z_]+(\\.[a-zA-Z_0-9]+){2,}|[a-zA-Z_.]+\\.");

  @Test
  void listing_hasEveryName() throws IllegalAccessException {
    SortedSet<String> lines = new TreeSet<>();
    for (JavaClass type : MainClasses.ALL) {
      if (type.getPackageName().startsWith(CONVENTION)) {
        for (Field field : type.reflect().getDeclaredFields()) {
          if (Modifier.isStatic(field.getModifiers())) {
            field.setAccessible(true);
            add(field.get(null), lines);
          }
        }
      }
    }
    assertThat(lines).contains("gen_ai.client.token.usage", "gen_ai.operation.name: string");

    GeneratedTable.assertIs(LISTING, new ArrayList<>(lines));
  }

  private static void add(Object constant, SortedSet<String> lines) {
    if (constant instanceof AttributeKey<?> key) {
      String type = key.getType().name().toLowerCase(Locale.ROOT).replace("_array", "[]");
      lines.add(key.getKey() + ": " + type);
    } else if (constant instanceof String text && NAME.matcher(text).matches()) {
      lines.add(text);
    } else if (constant instanceof Map<?, ?> map) {
      map.values().forEach(element -> add(element, lines));
    }
  }
}
