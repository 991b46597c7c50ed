/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.attaching;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.attaching.CallingProgram.Step;
import io.github.bedrocktracing.testing.process.JavaProcess.Output;
import org.junit.jupiter.api.Test;

/** Each wrong setting is told once, by its name and not by its value, and the program goes on. */
class WrongSettingsTest extends OwnProcess {
  @Test
  void eachWrongSettingIsToldOnce() {
    Output output =
        program(Step.AUTOLOG)
            .property("bedrock.tracing.flavor", "odd-1")
            .variable("BEDROCK_TRACING_AGENT_ENABLE_TRACE", "odd-2")
            .variable(ENDPOINT, collector.endpoint())
            .run();

    assertThat(output.lines()).contains("answer Hello.");
    assertThat(output.ownWarnings())
        .as("warnings in\n%s", output)
        .allMatch(warning -> warning.contains("counts as not set"))
        .satisfiesExactlyInAnyOrder(
            warning -> assertThat(warning).contains("bedrock.tracing.flavor"),
            warning -> assertThat(warning).contains("bedrock.tracing.agent.enable-trace"))
        .noneMatch(warning -> warning.contains("odd-"));
  }

  @Test
  void wrongSettingsAreToldOnceWithTheirName() {
    Output output = program(Step.AUTOLOG).variable("OTEL_TRACES_EXPORTER", "nonsense").run();

    assertThat(output.lines()).contains("answer Hello.", "enabled true");
    assertThatTheOnlyWarning(output).contains("otel.traces.exporter", "nonsense");
    assertThat(output.otherTrouble()).isEmpty();
  }

  @Test
  void wrongSettingsGivenByTheFlagAloneAreToldOnceWithTheirName() {
    Output output =
        program()
            .variable("BEDROCK_TRACING_AUTOLOG", "true")
            .variable(ENDPOINT, "no address")
            .run();

    assertThat(output.lines()).contains("answer Hello.");
    assertThatTheOnlyWarning(output).contains("no address");
    assertThat(output.otherTrouble()).isEmpty();
  }

  @Test
  void wrongHeadersAreToldWithoutTheirValueWhichMayBeAKey() {
    Output output =
        program(Step.AUTOLOG).variable("OTEL_EXPORTER_OTLP_HEADERS", "secret-api-key").run();

    assertThatTheOnlyWarning(output).contains("otel.exporter.otlp.headers");
    assertThat(output.toString()).doesNotContain("secret-api-key");
  }

  @Test
  void aWrongFlagIsToldOnceAndIgnored() {
    Output output =
        program(Step.AUTOLOG)
            .variable("BEDROCK_TRACING_ENABLED", "maybe")
            .variable(ENDPOINT, collector.endpoint())
            .run();

    assertThatSpansAndMetricsArrived();
    assertThatTheOnlyWarning(output).contains("bedrock.tracing.enabled");
    assertThat(output.otherTrouble()).isEmpty();
  }
}
