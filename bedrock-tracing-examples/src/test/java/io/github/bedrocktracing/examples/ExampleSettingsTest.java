/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExampleSettingsTest {
  @Test
  void parse_withoutArguments_staysOffline() {
    ExampleSettings settings = parse(Map.of());

    assertThat(settings.live()).isFalse();
    assertThat(settings.model(ExampleSettings.CONVERSE_MODEL)).isEqualTo("amazon.nova-lite-v1:0");
  }

  @Test
  void parse_prefersTheArgumentOverTheEnvironment() {
    Map<String, String> environment = Map.of("CONVERSE_MODEL", "a", "INVOKE_MODEL", "b");
    ExampleSettings settings = parse(environment, "--live", "--converse-model=c");

    assertThat(settings.live()).isTrue();
    assertThat(settings.model(ExampleSettings.CONVERSE_MODEL)).isEqualTo("c");
    assertThat(settings.model(ExampleSettings.INVOKE_MODEL)).isEqualTo("b");
  }

  @Test
  void parse_takesThePlaceOfThePage() {
    assertThat(parse(Map.of(), "--report=a/page.html").report()).isEqualTo(Path.of("a/page.html"));
    assertThat(parse(Map.of()).report()).hasFileName("trace-report.html");
  }

  @Test
  void parse_refusesOtherArguments() {
    for (String arg : new String[] {"live", "--model=x", "--converse-model", "=", "--=x", ""}) {
      assertThatIllegalArgumentException().as(arg).isThrownBy(() -> parse(Map.of(), arg));
    }
  }

  private static ExampleSettings parse(Map<String, String> environment, String... args) {
    return ExampleSettings.parse(args, environment);
  }
}
