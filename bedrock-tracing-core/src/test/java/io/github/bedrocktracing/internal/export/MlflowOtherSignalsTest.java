/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.MlflowDestination;
import io.github.bedrocktracing.internal.settings.MlflowSettings;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.server.OtlpCollector;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Metrics and logs where one endpoint is named for all signals, which may be MLflow's. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class MlflowOtherSignalsTest {
  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
  private static final String HEADERS = "otel.exporter.otlp.headers";
  private static final String EXPERIMENT = "x-mlflow-experiment-id=12";

  private final Map<String, String> set = new HashMap<>();
  private FakeMlflow server;
  private OtlpCollector collector;
  private LogLines log;
  private LogLines sdkLog;

  @BeforeEach
  void start() throws IOException {
    server = new FakeMlflow().with("prod", "12");
    collector = OtlpCollector.start();
    log = LogLines.of("io.github.bedrocktracing");
    sdkLog = LogLines.of("io.opentelemetry.sdk.metrics");
  }

  @AfterEach
  void stop() {
    set.keySet().forEach(System::clearProperty);
    log.close();
    sdkLog.close();
    collector.close();
    server.close();
  }

  @Test
  void mlflowNamedForAllSignals_getsTraces_andNeitherMetricsNorLogs_whichIsToldOnceEach() {
    set(ENDPOINT, server.uri() + "/");
    set(HEADERS, EXPERIMENT + ",api-key=secret");

    record(MlflowSettings.UNSET);

    assertThat(server.traces()).hasSize(1);
    // Each endpoint is asked once with an export of nothing; what there is never comes.
    assertThat(server.delivered()).isEmpty();
    assertThat(server.requests()).containsOnlyOnce("POST /v1/metrics", "POST /v1/logs");
    assertThat(log.text())
        .containsOnlyOnce("nothing takes metrics at " + server.uri() + "/v1/metrics (status 404)")
        .containsOnlyOnce("nothing takes logs at " + server.uri() + "/v1/logs (status 404)")
        .contains("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_METRICS_EXPORTER=none")
        .doesNotContain("secret");
    assertThat(sdkLog.text()).doesNotContain("Exporter failed");
  }

  @Test
  void mlflowNamedByItsOwnSettings_andForAllSignals_getsNoMetrics_andIsShownItsCredentials() {
    server.wanting("Bearer t");
    set(ENDPOINT, server.uri());

    record(settings(MlflowDestination.of(server.uri()).experimentName("prod").token("t")));

    assertThat(server.traces()).hasSize(1);
    assertThat(server.delivered()).isEmpty();
    assertThat(log.text()).containsOnlyOnce("nothing takes metrics at " + server.uri());
  }

  @Test
  void collectorBesideMlflow_getsItsMetricsAndLogs() {
    set(ENDPOINT, collector.endpoint());

    record(settings(MlflowDestination.of(server.uri()).token("t")));

    assertThat(server.traces()).hasSize(1);
    assertCollectorHasAll();
  }

  @Test
  void anotherAddress_isNotShownTheCredentialsOfMlflow() throws IOException {
    try (FakeMlflow other = new FakeMlflow()) {
      set(ENDPOINT, other.uri());

      record(settings(MlflowDestination.of(server.uri()).token("t")));

      assertThat(other.requests()).contains("POST /v1/metrics");
      assertThat(other.credentials()).containsOnly("null");
      assertThat(server.credentials()).containsOnly("Bearer t");
    }
  }

  @Test
  void collectorThatPassesOnTheExperimentsHeader_getsItsMetricsAndLogs() {
    set(ENDPOINT, collector.endpoint());
    set(HEADERS, EXPERIMENT);

    record(MlflowSettings.UNSET);

    assertThat(collector.exports("/v1/traces")).hasSize(1);
    assertCollectorHasAll();
  }

  @Test
  void endpointOfTheSignalItself_isTakenAtItsWord() {
    set(ENDPOINT, server.uri());
    set(HEADERS, EXPERIMENT);
    set("otel.exporter.otlp.metrics.endpoint", collector.endpoint() + "/v1/metrics");
    set("otel.exporter.otlp.logs.endpoint", collector.endpoint() + "/v1/logs");

    record(MlflowSettings.UNSET);

    assertCollectorHasAll();
    assertThat(server.requests()).containsExactly("POST /v1/traces");
  }

  @Test
  void collectorOfAProgramWithoutMlflow_isNotAsked() {
    set(ENDPOINT, collector.endpoint());

    record(MlflowSettings.UNSET);

    assertThat(collector.exports("/v1/metrics")).hasSize(1);
    assertThat(collector.exports("/v1/logs")).hasSize(1);
  }

  private void assertCollectorHasAll() {
    assertThat(collector.exports("/v1/metrics"))
        .anyMatch(export -> export.body().contains("calls"));
    assertThat(collector.exports("/v1/logs"))
        .anyMatch(export -> export.body().contains("happened"));
    assertThat(log.text()).doesNotContain("nothing takes");
  }

  private void set(String property, String value) {
    set.put(property, value);
    System.setProperty(property, value);
  }

  private static void record(MlflowSettings settings) {
    try (OpenTelemetrySource source = new OpenTelemetrySource(null, settings, () -> {})) {
      source.allowOwn();
      OpenTelemetry own = source.get();
      own.getTracer("test").spanBuilder("chat").startSpan().end();
      own.getMeter("test").counterBuilder("calls").build().add(1);
      own.getLogsBridge().get("test").logRecordBuilder().setBody("happened").emit();
    }
  }

  private static MlflowSettings settings(MlflowDestination destination) {
    return new MlflowSettings(destination, null);
  }
}
