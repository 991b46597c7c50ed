/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of settings: each of the library's own, and no value that may be a secret. */
@ResourceLock(ProcessState.LOCK)
@ExtendWith(RestoresSwitches.class)
class SettingsInForceTest {
  private static final String FLAVOR = "bedrock.tracing.flavor";

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
            "property bedrock.tracing.propagation: none of its values, and not shown here; it counts"
                + " as not set",
            "property otel.exporter.otlp.headers: set, not shown here");
  }

  /** A word of another setting is none of this one's. */
  @ParameterizedTest
  @CsvSource({
    "bedrock.tracing.agent.steps, w3c, counts as not set",
    "bedrock.tracing.content.max-length, 2147483648, counts as not set",
    "bedrock.tracing.content.max-length, true, counts as not set",
    "bedrock.tracing.parent-spans, share, counts as not set",
    "bedrock.tracing.content.redact-patterns, yes, counts as true",
    "otel.instrumentation.genai.capture-message-content, span, counts as NO_CONTENT",
  })
  void valueThatASettingCannotHave_isToldAsSuch(String setting, String value, String counts) {
    System.setProperty(setting, value);

    assertThat(SettingsInForce.lines())
        .containsOnlyOnce(
            "property " + setting + ": none of its values, and not shown here; it " + counts);
  }

  @Test
  void whoSaysSomething_isNotASettingWithNoneOfItsValues() {
    assertThat(SettingsInForce.source(this, true, FLAVOR)).isEqualTo("by the program");
    assertThat(SettingsInForce.source(this, false, FLAVOR)).isEqualTo("by default");

    System.setProperty(FLAVOR, "none");
    assertThat(SettingsInForce.source(this, false, FLAVOR)).isEqualTo("by " + FLAVOR);

    System.setProperty(FLAVOR, "vanilla");
    assertThat(SettingsInForce.source(this, false, FLAVOR))
        .isEqualTo("since " + FLAVOR + " has none of its values");
  }

  @Test
  void whatAFrameworkSays_isToldWithItsPlace_forWhatItWasReadFor_untilItIsForgotten() {
    GivenSettings.tell(
        this,
        told(
            new GivenSettings.Given(FLAVOR, "mlflow", "a file"),
            new GivenSettings.Given("bedrock.tracing.prices", "prices.json", "a file")));

    assertThat(SettingsInForce.source(this, true, FLAVOR)).isEqualTo("by " + FLAVOR + " in a file");
    assertThat(SettingsInForce.source(new Object(), true, FLAVOR)).isEqualTo("by the program");
    assertThat(SettingsInForce.lines())
        .contains(
            FLAVOR + ": mlflow, in a file",
            "bedrock.tracing.prices: set, not shown here, in a file");

    GivenSettings.forget(this);
    assertThat(SettingsInForce.source(this, true, FLAVOR)).isEqualTo("by the program");
    assertThat(SettingsInForce.lines()).noneMatch(line -> line.contains("a file"));
  }

  @Test
  void whatAFrameworkReadFromTheProcess_isNotSaidByTheProgram() {
    System.setProperty(FLAVOR, "mlflow");
    System.setProperty("bedrock.tracing.content.capture", "span");
    GivenSettings.tell(this, told());

    assertThat(SettingsInForce.source(this, true, FLAVOR)).isEqualTo("by " + FLAVOR);
    assertThat(SettingsInForce.source(this, true, Flags.CONTENT))
        .isEqualTo("by bedrock.tracing.content.capture");
    assertThat(SettingsInForce.lines())
        .contains("property bedrock.tracing.content.capture: span, which Spring alone reads");

    GivenSettings.forget(this);
    assertThat(SettingsInForce.source(this, true, FLAVOR)).isEqualTo("by the program");
  }

  @Test
  void misspeltName_isTold_withoutItsValue_andOtherSpellingsOfAKnownOneAreNot() {
    System.setProperty("bedrock.tracing.price", "a secret");
    System.setProperty("bedrock.tracing.agent.enableTrace", "true");

    assertThat(SettingsInForce.lines())
        .contains("property bedrock.tracing.price: there is no such setting")
        .noneMatch(line -> line.contains("secret") || line.contains("enableTrace"));
    assertThat(
            UnknownSettings.lines(
                SettingsInForce.names(),
                List.of(),
                List.of(
                    "BEDROCK_TRACING_AUTOLOGG",
                    "BEDROCK_TRACING_AUTOLOG",
                    "BEDROCK_TRACING_AGENT_ENABLETRACE",
                    "OTEL_NO_SETTING")))
        .containsExactly("variable BEDROCK_TRACING_AUTOLOGG: there is no such setting");
  }

  private static GivenSettings.Told told(GivenSettings.Given... settings) {
    return new GivenSettings.Told(List.of(settings), List.of(), Map.of());
  }
}
