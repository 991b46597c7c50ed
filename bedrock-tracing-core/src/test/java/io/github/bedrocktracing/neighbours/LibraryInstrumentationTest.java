/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.neighbours;

import static io.github.bedrocktracing.testing.process.OtherInstrumentation.assertThatItIsToldOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bedrocktracing.neighbours.NeighboursProgram.Step;
import io.github.bedrocktracing.testing.process.JavaProcess.Output;
import io.github.bedrocktracing.testing.process.OtherInstrumentation;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.sdk.NeedsSdk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Beside OpenTelemetry's instrumentation of the SDK, put on clients as a library, a call has one
 * span and counts once. The library is there with the profile {@code neighbours} alone, as it needs
 * an OpenTelemetry of its own version.
 */
class LibraryInstrumentationTest {
  private final OtherInstrumentation telemetry = new OtherInstrumentation();

  @BeforeEach
  void needsTheLibrary() {
    assumeTrue(
        getClass()
                .getClassLoader()
                .getResource("io/opentelemetry/instrumentation/awssdk/v2_2/AwsSdkTelemetry.class")
            != null,
        "needs opentelemetry-aws-sdk-2.2, which is there with the profile neighbours");
  }

  @AfterEach
  void close() {
    telemetry.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"LIBRARY_FIRST", "LIBRARY_LAST"})
  void aCallHasTheLibrarysSpanAlone_whichTellsWhatWeKnow(Step order) {
    Output output =
        telemetry
            .program(
                NeighboursProgram.class,
                order,
                Step.CONVERSE,
                Step.CONVERSE_ASYNC,
                Step.CONVERSE_STREAM)
            .run();

    assertThat(telemetry.genAiSpans()).as("gen_ai spans").isEqualTo(3);
    assertThat(telemetry.spansWithTokens()).as("spans with tokens").isEqualTo(3);
    assertThat(telemetry.spansThatTellOurs()).as("spans that tell what we know").isEqualTo(3);
    assertThat(telemetry.metrics("gen_ai.client.operation.duration"))
        .as("counts of durations")
        .isEqualTo(1);
    assertThatItIsToldOnce(output);
  }

  @NeedsSdk(LaterMembers.AGENT_CORE)
  @ParameterizedTest
  @EnumSource(names = {"LIBRARY_FIRST", "LIBRARY_LAST"})
  void aCallThatTheLibraryMakesNoGenAiSpanOf_hasOurs_andTheTraceGoesOnInTheRuntime(Step order) {
    telemetry.program(NeighboursProgram.class, order, Step.INVOKE_RUNTIME).run();

    assertThat(telemetry.genAiSpans()).as("gen_ai spans").isEqualTo(1);
    assertThat(telemetry.onlyRequestHeaders()).containsKey("traceparent");
  }
}
