/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.attaching;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.attaching.CallingProgram.Step;
import io.github.bedrocktracing.testing.process.JavaProcess.Output;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs in processes of their own: the library's own SDK, its exit, and the environment. */
class OwnProcessTest extends OwnProcess {
  private static final Pattern THREAD_OF_AN_SDK =
      Pattern.compile("BatchSpan|BatchLog|PeriodicMetric|OkHttp|otel", Pattern.CASE_INSENSITIVE);

  @Test
  void withoutConfigurationAndCollectorAProgramPaysNothingButOneWarning() {
    Output output = program(Step.AUTOLOG).run();

    assertThat(output.lines()).contains("answer Hello.", "enabled true", "global false");
    assertThatTheOnlyWarning(output).contains("http://localhost:4318", ENDPOINT);
    assertThat(output.otherTrouble()).isEmpty();
  }

  @Test
  void aServerOfMlflowThatIsNotThere_isToldOnce_andNotAsACollectorToo() {
    Output output =
        program(Step.AUTOLOG).variable("MLFLOW_TRACKING_URI", "http://localhost:1").run();

    assertThat(output.lines()).contains("answer Hello.", "enabled true");
    assertThatTheOnlyWarning(output).contains("No MLflow server answers", "http://localhost:1");
    assertThat(output.otherTrouble()).isEmpty();
  }

  @Test
  void theOwnSdkExportsOverOtlpHttpWhenTheProgramExits() {
    Output output = program(Step.AUTOLOG).variable(ENDPOINT, collector.endpoint()).run();

    assertThatSpansAndMetricsArrived();
    assertThatNothingIsTold(output);
    assertThat(output.lines()).contains("global false");
  }

  @Test
  void whatACollectorRefuses_isToldOnce() {
    collector.answer(401);

    Output output = program(Step.FLUSH_AND_HALT).variable(ENDPOINT, collector.endpoint()).run();

    assertThat(collector.exports("/v1/traces")).hasSize(1);
    assertThat(output.lines()).contains("answer Hello.");
    assertThatTheOnlyWarning(output).contains("Spans were refused", "java.util.logging");
  }

  @Test
  void theOwnSdkIsFlushedByClose() {
    Output output = program(Step.CLOSE_AND_HALT).variable(ENDPOINT, collector.endpoint()).run();

    assertThatSpansAndMetricsArrived();
    assertThatNothingIsTold(output);
  }

  @Test
  void theOwnSdkSendsWhatItHasByFlush() {
    Output output = program(Step.FLUSH_AND_HALT).variable(ENDPOINT, collector.endpoint()).run();

    assertThatSpansAndMetricsArrived();
    assertThatNothingIsTold(output);
  }

  @Test
  void anInterceptorWithNowhereToRecordToTellsSoOnce() {
    Output output = program(Step.INTERCEPTOR_WITHOUT_OPENTELEMETRY).run();

    assertThat(output.lines()).filteredOn("answer Hello."::equals).hasSize(2);
    assertThatTheOnlyWarning(output)
        .contains("there is no OpenTelemetry", "BedrockTracing.autolog()");
    assertThat(output.otherTrouble()).isEmpty();
  }

  @Test
  void anInterceptorWithNowhereToRecordToLeavesItToAutolog() {
    Output output =
        program(Step.INTERCEPTOR_WITHOUT_OPENTELEMETRY, Step.AUTOLOG)
            .variable(ENDPOINT, collector.endpoint())
            .run();

    assertThatSpansAndMetricsArrived();
    assertThatNothingIsTold(output);
  }

  @Test
  void callsAfterCloseGoOnUntraced() {
    Output output = program(Step.CLOSE_AND_CALL).variable(ENDPOINT, collector.endpoint()).run();

    assertThat(output.lines()).filteredOn("answer Hello."::equals).hasSize(3);
    assertThatSpansAndMetricsArrived();
    assertThatNothingIsTold(output);
  }

  @Test
  void theEnvironmentVariableAloneSwitchesOn() {
    Output output =
        program()
            .variable("BEDROCK_TRACING_AUTOLOG", "true")
            .variable(ENDPOINT, collector.endpoint())
            .run();

    assertThat(output.lines()).contains("enabled true");
    assertThatSpansAndMetricsArrived();
    assertThatNothingIsTold(output);
  }

  @Test
  void theSystemPropertyAloneSwitchesOn() {
    Output output =
        program()
            .property("bedrock.tracing.autolog", "true")
            .variable(ENDPOINT, collector.endpoint())
            .run();

    assertThat(output.lines()).contains("enabled true");
    assertThatSpansAndMetricsArrived();
    assertThatNothingIsTold(output);
  }

  @Test
  void theSystemPropertyOverrulesTheVariable() {
    program(Step.AUTOLOG)
        .variable("BEDROCK_TRACING_ENABLED", "false")
        .property("bedrock.tracing.enabled", "true")
        .variable(ENDPOINT, collector.endpoint())
        .run();

    assertThatSpansAndMetricsArrived();
  }

  @Test
  void withoutCodeAndFlagsTheJarDoesNothing() {
    Output output = program().variable(ENDPOINT, collector.endpoint()).run();

    assertThat(output.lines()).contains("enabled false", "global false");
    assertThatNoSdkWasMade(output);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "FALSE"})
  void disabledByTheEnvironmentItMakesNoSdkWhateverTheCodeSays(String value) {
    Output output =
        program(Step.AUTOLOG)
            .variable("BEDROCK_TRACING_ENABLED", value)
            .variable("BEDROCK_TRACING_AUTOLOG", "true")
            .variable(ENDPOINT, collector.endpoint())
            .run();

    assertThat(output.lines()).contains("answer Hello.", "enabled false", "global false");
    assertThatNoSdkWasMade(output);
  }

  @Test
  void anSdkThatTheSettingsSwitchOffIsNoTrouble() {
    Output output =
        program(Step.AUTOLOG)
            .variable("OTEL_SDK_DISABLED", "true")
            .variable(ENDPOINT, collector.endpoint())
            .run();

    assertThatNoSdkWasMade(output);
  }

  @Test
  void aSecondInterceptorOnOneClientIsToldOnce() {
    Output output = program(Step.TWO_INTERCEPTORS).run();

    assertThatTheOnlyWarning(output).contains("only the first");
    assertThat(output.otherTrouble()).isEmpty();
  }

  @Test
  void tracesWhereTheAgentRuntimeIsNotOnTheClassPath() {
    Output output =
        program(Step.AUTOLOG)
            .without("bedrockagentruntime-")
            .variable(ENDPOINT, collector.endpoint())
            .run();

    assertThat(output.lines()).contains("answer Hello.");
    assertThatSpansAndMetricsArrived();
    assertThatNothingIsTold(output);
  }

  private void assertThatNoSdkWasMade(Output output) {
    assertThat(output.lines()).contains("answer Hello.");
    assertThat(collector.exports()).isEmpty();
    assertThat(threads(output)).noneMatch(THREAD_OF_AN_SDK.asPredicate());
    assertThatNothingIsTold(output);
  }

  private static Stream<String> threads(Output output) {
    String label = "threads ";
    String line =
        output.lines().stream().filter(text -> text.startsWith(label)).findFirst().orElseThrow();
    return Stream.of(line.substring(label.length()).split(", ", -1));
  }
}
