/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.harmless.HostileProgram.Fault;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.process.JavaProcess;
import io.github.bedrocktracing.testing.process.JavaProcess.Output;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.server.OtlpCollector;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs that are broken around the library, each in a process of its own. */
class HostileProgramTest {
  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final OtlpCollector collector = OtlpCollector.start();

  @BeforeEach
  void answer() {
    bedrock.answerJson("converse", PlainCall.ANSWER);
  }

  @Test
  void contextThatThrows_harmsNoCallAndNoWork() {
    Output output =
        program(Fault.CONTEXT_THROWS)
            .variable("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
            .run();

    assertThat(output.lines())
        .contains("answer Hello.", "enabled true", "work done", "session Hello.");
    assertThat(output.ownWarnings()).as("warnings in\n%s", output).isNotEmpty();
  }

  @Test
  void switchedOffDuringTheFirstCall_itStaysOff() {
    Output output =
        program(Fault.DISABLES_DURING_FIRST_CALL)
            .variable("BEDROCK_TRACING_AUTOLOG", "true")
            .variable("OTEL_TRACES_EXPORTER", "nonsense")
            .run();

    assertThat(output.lines())
        .containsSubsequence("disabled while set up", "answer Hello.", "enabled false")
        .contains("work done", "session Hello.");
  }

  private JavaProcess program(Fault fault) {
    return JavaProcess.of(HostileProgram.class, bedrock.endpoint().toString(), fault.name());
  }
}
