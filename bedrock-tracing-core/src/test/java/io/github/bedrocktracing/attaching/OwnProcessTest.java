/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.attaching;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.attaching.CallingProgram.Step;
import io.github.bedrocktracing.testing.client.Calls;
import io.github.bedrocktracing.testing.process.JavaProcess;
import io.github.bedrocktracing.testing.process.JavaProcess.Output;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.server.OtlpCollector;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs in processes of their own: the library's own SDK, its exit, and the environment. */
class OwnProcessTest {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final Pattern THREAD_OF_AN_SDK =
      Pattern.compile("BatchSpan|BatchLog|PeriodicMetric|OkHttp|otel", Pattern.CASE_INSENSITIVE);

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final OtlpCollector collector = OtlpCollector.start();

  @BeforeEach
  void answer() {
    bedrock.answerJson("converse", Calls.ANSWER);
  }

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
  void anSdkThatTheSettingsSwitchOffIsNoTrouble() {
    Output output =
        program(Step.AUTOLOG)
            .variable("OTEL_SDK_DISABLED", "true")
            .variable(ENDPOINT, collector.endpoint())
            .run();

    assertThatNoSdkWasMade(output);
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

  private JavaProcess program(Step... steps) {
    String[] arguments =
        Stream.concat(Stream.of(bedrock.endpoint().toString()), Stream.of(steps).map(Step::name))
            .toArray(String[]::new);
    return JavaProcess.of(CallingProgram.class, arguments);
  }

  private static AbstractStringAssert<?> assertThatTheOnlyWarning(Output output) {
    return assertThat(output.ownWarnings())
        .as("warnings in\n%s", output)
        .singleElement()
        .asString();
  }

  private void assertThatSpansAndMetricsArrived() {
    assertThat(collector.exports())
        .extracting(OtlpCollector.Export::contentType)
        .containsOnly("application/x-protobuf");
    assertThat(collector.exports("/v1/traces"))
        .singleElement()
        .extracting(OtlpCollector.Export::body)
        .asString()
        .contains(Calls.SPAN_NAME, "gen_ai.usage.input_tokens");
    assertThat(collector.exports("/v1/metrics"))
        .singleElement()
        .extracting(OtlpCollector.Export::body)
        .asString()
        .contains("gen_ai.client.operation.duration", "gen_ai.client.token.usage");
  }

  private void assertThatNoSdkWasMade(Output output) {
    assertThat(output.lines()).contains("answer Hello.");
    assertThat(collector.exports()).isEmpty();
    assertThat(threads(output)).noneMatch(THREAD_OF_AN_SDK.asPredicate());
    assertThatNothingIsTold(output);
  }

  private static void assertThatNothingIsTold(Output output) {
    assertThat(output.ownWarnings()).as("warnings in\n%s", output).isEmpty();
    assertThat(output.otherTrouble()).as("trouble in\n%s", output).isEmpty();
  }

  private static Stream<String> threads(Output output) {
    String label = "threads ";
    String line =
        output.lines().stream().filter(text -> text.startsWith(label)).findFirst().orElseThrow();
    return Stream.of(line.substring(label.length()).split(", ", -1));
  }
}
