/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.ProcessState;
import io.github.bedrocktracing.testing.RestoresSwitches;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What is told of settings: each of the library's own, and no value that may be a secret. */
@ResourceLock(ProcessState.LOCK)
@ExtendWith(RestoresSwitches.class)
class SettingsInForceTest {
  @Test
  void everyFlagIsTold() throws IllegalAccessException {
    List<String> flags = new ArrayList<>();
    for (Field field : Flags.class.getDeclaredFields()) {
      if (field.getType() == String.class) {
        field.setAccessible(true);
        String name = (String) field.get(null);
        if (name.contains(".")) {
          flags.add(name);
        }
      }
    }

    assertThat(flags).hasSizeGreaterThan(10);
    assertThat(SettingsInForce.names()).containsAll(flags);
  }

  @Test
  void valuesAreShown_whereTheyAreAWordOfTheSettings() {
    System.setProperty("bedrock.tracing.agent.steps", "FALSE");
    System.setProperty("bedrock.tracing.content.max-length", "1000");
    System.setProperty("bedrock.tracing.propagation", "a key gone astray");
    System.setProperty("otel.exporter.otlp.headers", "api-key=none");

    assertThat(SettingsInForce.lines())
        .contains(
            "property bedrock.tracing.agent.steps: FALSE",
            "property bedrock.tracing.content.max-length: 1000",
            "property bedrock.tracing.propagation: set, not shown here",
            "property otel.exporter.otlp.headers: set, not shown here");
  }
}
