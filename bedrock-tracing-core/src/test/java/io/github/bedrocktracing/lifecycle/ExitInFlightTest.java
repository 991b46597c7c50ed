/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.lifecycle.ExitingProgram.Telemetry;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.process.JavaProcess;
import io.github.bedrocktracing.testing.process.JavaProcess.Output;
import io.github.bedrocktracing.testing.server.OtlpCollector;
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The span of a call that is in flight when the process exits is ended, and says so. */
final class ExitInFlightTest {
  @AutoClose
  private final ScriptedBedrock bedrock =
      ScriptedBedrock.start(
          number -> Reply.stream(Exchanges.converseFrames()[0]).ending(Reply.Ending.HANGING));

  @ParameterizedTest
  @EnumSource(names = {"GIVEN", "GLOBAL"})
  void spanIsEnded_inAnOpenTelemetryOfTheProgram(Telemetry telemetry) {
    Output output = program(telemetry).run();

    assertThat(output.lines())
        .filteredOn(line -> line.startsWith("ended "))
        .containsExactly("ended " + PlainCall.SPAN_NAME + " shutdown abandoned");
    assertThat(output.ownWarnings()).as("warnings in\n%s", output).isEmpty();
    assertThat(output.otherTrouble()).as("trouble in\n%s", output).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"OWN", "OWN_AND_SLOW"})
  void spanIsEndedAndSent_byTheSdkOfTheLibrary(Telemetry telemetry) {
    try (OtlpCollector collector = OtlpCollector.start()) {
      Output output =
          program(telemetry).variable("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint()).run();

      assertThat(collector.exports("/v1/traces"))
          .as("exports with output\n%s", output)
          .singleElement()
          .extracting(OtlpCollector.Export::body)
          .asString()
          .contains(PlainCall.SPAN_NAME, "shutdown");
      assertThat(output.ownWarnings()).as("warnings in\n%s", output).isEmpty();
    }
  }

  private JavaProcess program(Telemetry telemetry) {
    return JavaProcess.of(ExitingProgram.class, bedrock.endpoint().toString(), telemetry.name());
  }
}
