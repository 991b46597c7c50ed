/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.neighbours;

import static io.github.bedrocktracing.testing.process.OtherInstrumentation.BEDROCK_PART;
import static io.github.bedrocktracing.testing.process.OtherInstrumentation.assertThatItIsToldOnce;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.neighbours.NeighboursProgram.Step;
import io.github.bedrocktracing.testing.process.JavaProcess;
import io.github.bedrocktracing.testing.process.JavaProcess.Output;
import io.github.bedrocktracing.testing.process.OtherInstrumentation;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Beside OpenTelemetry's agent, which instruments the SDK too, a call has one span and counts once.
 */
class OpenTelemetryAgentTest {
  private static final Path AGENT = Path.of("target", "neighbours", "opentelemetry-javaagent.jar");

  private static final String CAPTURE_CONTENT =
      "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";
  private static final String REDACT = "bedrock.tracing.content.redact-patterns";

  private final OtherInstrumentation telemetry = new OtherInstrumentation();

  @AfterEach
  void close() {
    telemetry.close();
  }

  @Test
  void aCallHasTheAgentsSpanAlone_whichTellsWhatWeKnow() {
    Output output = program(Step.AUTOLOG, Step.CONVERSE).run();

    assertThatEachCallIsRecordedOnce(1);
    assertThat(telemetry.spansThatTellOurs()).isEqualTo(1);
    assertThat(telemetry.traces()).contains("rpc.method");
    assertThatItIsToldOnce(output);
  }

  @Test
  void aCallWhoseSpanIsOutOfReachIsLeftToTheAgent() {
    Output output = program(Step.AUTOLOG, Step.CONVERSE_ASYNC, Step.CONVERSE_STREAM).run();

    assertThatEachCallIsRecordedOnce(2);
    assertThat(telemetry.spansThatTellOurs()).isZero();
    assertThatItIsToldOnce(output);
  }

  @Test
  void whereTheAgentsPartForBedrockIsOff_callsAreOurs_inTheAgentsOpenTelemetry() {
    Output output =
        program(Step.AUTOLOG, Step.CONVERSE, Step.CONVERSE_ASYNC, Step.CONVERSE_STREAM)
            .property(BEDROCK_PART, "false")
            .run();

    assertThatEachCallIsRecordedOnce(3);
    assertThat(telemetry.spansThatTellOurs()).isEqualTo(3);
    assertThat(output.ownWarnings()).isEmpty();
    assertThat(output.lines()).contains("global true", "answer Hello.");
    assertThat(telemetry.traces()).contains("opentelemetry-java-instrumentation");
    // An SDK of the library's own would have a thread of its own.
    assertThat(threads(output).split("BatchSpanProcessor", -1)).hasSize(2);
  }

  @Test
  void whereBothAreToRecord_bothDo_andThatIsTold() {
    Output output =
        program(Step.AUTOLOG, Step.CONVERSE).property("bedrock.tracing.sdk-spans", "ignore").run();

    assertThat(telemetry.genAiSpans()).isEqualTo(2);
    assertThat(telemetry.metrics("gen_ai.client.token.usage")).isEqualTo(2);
    assertThatItIsToldOnce(output);
  }

  @Test
  void whereTheAgentSendsContentThatTheRedactorNeverSees_thatIsToldOnce() {
    Output output =
        program(Step.AUTOLOG, Step.CONVERSE, Step.CONVERSE_ASYNC)
            .variable(CAPTURE_CONTENT, "true")
            .property(REDACT, "true")
            .run();

    assertThat(telemetry.logs()).as("log records of the agent").contains("Say hello.");
    assertThat(output.ownWarnings())
        .filteredOn(warning -> warning.contains("past the redactor"))
        .singleElement()
        .asString()
        .contains("SPAN_ONLY", BEDROCK_PART + "=false");
  }

  @ParameterizedTest
  @CsvSource({"SPAN_ONLY, true", "true, false"})
  void whereNothingPassesARedactor_nothingIsToldOfThat(String capture, String redact) {
    Output output =
        program(Step.AUTOLOG, Step.CONVERSE)
            .variable(CAPTURE_CONTENT, capture)
            .property(REDACT, redact)
            .run();

    assertThat(telemetry.logs().contains("Say hello."))
        .as("whether the agent sends content")
        .isEqualTo(capture.equals("true"));
    assertThatItIsToldOnce(output);
  }

  @Test
  void withoutAutologWeDoNothing() {
    Output output = program(Step.CONVERSE).run();

    assertThatEachCallIsRecordedOnce(1);
    assertThat(telemetry.spansThatTellOurs()).isZero();
    assertThat(output.ownWarnings()).isEmpty();
  }

  private JavaProcess program(Step... steps) {
    assertThat(AGENT).as("the agent, which the build puts there").exists();
    return telemetry.program(NeighboursProgram.class, steps).agent(AGENT);
  }

  private void assertThatEachCallIsRecordedOnce(int calls) {
    assertThat(telemetry.genAiSpans()).as("gen_ai spans").isEqualTo(calls);
    assertThat(telemetry.spansWithTokens()).as("spans with tokens").isEqualTo(calls);
    assertThat(telemetry.metrics("gen_ai.client.token.usage")).as("counts of tokens").isEqualTo(1);
    assertThat(telemetry.metrics("gen_ai.client.operation.duration"))
        .as("counts of durations")
        .isEqualTo(1);
  }

  private static String threads(Output output) {
    return output.lines().stream()
        .filter(line -> line.startsWith("threads "))
        .findFirst()
        .orElseThrow();
  }
}
