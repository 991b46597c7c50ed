/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.attaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.BedrockCalls;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.server.OtlpCollector;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import java.util.Properties;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link BedrockTracing#diagnose()} tells of a real process, and what it keeps to itself. */
@ResourceLock(ProcessState.LOCK)
@ExtendWith(RestoresSwitches.class)
class DiagnoseTest {
  /** What the beginning of a password looks like a port by. */
  private static final String DIGITS = "48151";

  private static final String SECRET = "wordofmouth";

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();

  @BeforeEach
  void answer() {
    bedrock.answerJson("converse", Exchanges.CONVERSE_ANSWER);
  }

  @Test
  void processInWhichNothingIsOn_saysSo() {
    BedrockTracing.disable();

    assertThat(BedrockTracing.diagnose())
        .contains("Java " + Runtime.version())
        .containsPattern("AWS SDK \\d+\\.\\d+")
        .containsPattern("OpenTelemetry API \\d+\\.\\d+")
        .containsPattern("OpenTelemetry SDK \\d+\\.\\d+")
        .contains("service bedrockagentruntime: present")
        .contains("service file of bedrockruntime: names autolog's interceptor")
        .contains("enabled: yes", "autolog: off, by the program")
        .contains("autolog records\n  nothing while it is off");
  }

  @Test
  void processSwitchedOffByFlag_saysSo() {
    System.setProperty("bedrock.tracing.enabled", "false");

    assertThat(BedrockTracing.diagnose())
        .contains("enabled: no, bedrock.tracing.enabled is false")
        .contains("property bedrock.tracing.enabled: false");
  }

  @Test
  void ownSdk_isToldWithItsEndpoints_andNoSecretIs() {
    try (OtlpCollector collector = OtlpCollector.start()) {
      System.setProperty("otel.traces.exporter", "otlp");
      System.setProperty(
          "otel.exporter.otlp.endpoint",
          collector.endpoint().replace("//", "//user:" + SECRET + "@"));
      System.setProperty("otel.exporter.otlp.headers", "api-key=" + SECRET);
      System.setProperty("bedrock.tracing.agent.enable-trace", SECRET);
      try (BedrockTracing tracing =
          BedrockTracing.builder()
              .captureContent(true)
              .contentRedactor(
                  piece -> {
                    throw new IllegalStateException(SECRET + piece);
                  })
              .build()) {
        BedrockTracing.autolog(tracing);
        converse();

        assertThat(BedrockTracing.diagnose())
            .contains("autolog: on, by the program")
            .containsPattern("autolog's interceptor was called by: .*BedrockRuntime")
            .contains("to: an SDK of the library's own: logs none, metrics none")
            .contains("traces OTLP at " + collector.endpoint())
            .contains("content: SPAN, by the program")
            .contains("redactor: present", "MLflow's attributes: no", "prices: none")
            .containsPattern("redactor: \\d+ times?")
            .contains("property otel.exporter.otlp.headers: set, not shown here")
            .doesNotContain(SECRET)
            .doesNotContain(Exchanges.converse().messages().get(0).content().get(0).text());
      }
    }
  }

  @Test
  void fileOfPricesThatCannotBeUsed_givesNone() {
    System.setProperty("bedrock.tracing.prices", "there-is-no-such-file.json");
    try (BedrockTracing tracing = BedrockTracing.builder().build()) {
      BedrockTracing.autolog(tracing);

      assertThat(BedrockTracing.diagnose())
          .contains("prices: none by the file of bedrock.tracing.prices; the log tells");
    }
  }

  @Test
  void sdkSwitchedOffByItsOwnSetting_isTold() {
    System.setProperty("otel.sdk.disabled", "true");
    try (BedrockTracing tracing = BedrockTracing.builder().build()) {
      BedrockTracing.autolog(tracing);
      converse();

      assertThat(BedrockTracing.diagnose())
          .contains("to: nothing, since otel.sdk.disabled is true")
          .contains("property otel.sdk.disabled: true");
    }
  }

  @Test
  void keyInTheQueryOfAnEndpoint_isToldNowhere() {
    System.setProperty("otel.traces.exporter", "otlp");
    System.setProperty("otel.exporter.otlp.endpoint", "http://localhost:1/?key=" + SECRET);
    try (LogLines log = LogLines.of("io.github.bedrocktracing");
        BedrockTracing tracing = BedrockTracing.builder().build()) {
      BedrockTracing.autolog(tracing);

      assertThat(BedrockTracing.diagnose())
          .contains("to: nothing, since no SDK could be set up")
          .doesNotContain(SECRET);
      assertThat(log.text()).doesNotContain(SECRET);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://user:" + SECRET + "/more@localhost:1",
        "user:" + SECRET + "@localhost:1",
        "localhost:1/?key=" + SECRET,
        "http://localhost:port/?key=" + SECRET,
        "http://user:5/more" + SECRET + "@localhost:1",
        "http://user:" + DIGITS + "/more@localhost:1",
        "http://" + SECRET + "/more@localhost:1"
      })
  void keyInAnAddressThatIsNone_isToldNowhere(String address) {
    System.setProperty("otel.traces.exporter", "otlp");
    System.setProperty("otel.exporter.otlp.endpoint", address);
    try (LogLines log = LogLines.of("io.github.bedrocktracing");
        BedrockTracing tracing = BedrockTracing.builder().build()) {
      BedrockTracing.autolog(tracing);

      awaitProbes();
      assertThat(BedrockTracing.diagnose()).doesNotContain(SECRET, DIGITS);
      assertThat(log.text()).doesNotContain(SECRET, DIGITS);
    }
  }

  /** Waits until nothing asks any more whether a collector is there. */
  private static void awaitProbes() {
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("bedrock-tracing-probe")));
  }

  @Test
  void contentSettingWithAValueThatItCannotHave_isToldAsTheReason_andTheLogNamesAllItTakes() {
    System.setProperty("otel.instrumentation.genai.capture-message-content", SECRET);
    try (Telemetry telemetry = Telemetry.create();
        LogLines log = LogLines.of("io.github.bedrocktracing")) {
      BedrockTracing.autolog(
          BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build());

      assertThat(BedrockTracing.diagnose())
          .contains(
              "content: NONE, since otel.instrumentation.genai.capture-message-content has none of"
                  + " its values")
          .doesNotContain(SECRET);
      assertThat(log.text())
          .contains("SPAN_AND_EVENT, true (as SPAN_ONLY) or false (as NO_CONTENT)")
          .contains("no content is recorded")
          .doesNotContain(SECRET);
    }
  }

  @Test
  void openTelemetryOfTheProgram_isTold() {
    try (Telemetry telemetry = Telemetry.create()) {
      BedrockTracing.autolog(
          BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build());

      assertThat(BedrockTracing.diagnose()).contains("to: the OpenTelemetry that the program gave");
    }
  }

  @Test
  void partThatFails_isToldAsFailed_andTheRestIsThere() {
    Properties real = System.getProperties();
    System.setProperties(new FailingProperties(real));
    String report;
    try {
      report = BedrockTracing.diagnose();
    } finally {
      System.setProperties(real);
    }

    assertThat(report)
        .contains("state\n  this part cannot be told")
        .contains("Java " + Runtime.version())
        .contains("swallowed\n");
  }

  private void converse() {
    try (BedrockCalls calls = ClientKind.SYNC.connect(bedrock, Clients.with())) {
      calls.converse(Exchanges.converse());
    }
  }

  /** Properties of a process whose owner forbids a look at those of the library. */
  private static final class FailingProperties extends Properties {
    private static final long serialVersionUID = 1L;

    FailingProperties(Properties real) {
      putAll(real);
    }

    @Override
    public String getProperty(String key) {
      if (key.startsWith("bedrock.tracing.")) {
        throw new SecurityException(key);
      }
      return super.getProperty(key);
    }
  }
}
