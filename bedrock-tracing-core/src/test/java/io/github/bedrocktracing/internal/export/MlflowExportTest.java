/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.Headers;
import io.github.bedrocktracing.MlflowDestination;
import io.github.bedrocktracing.internal.settings.MlflowSettings;
import io.github.bedrocktracing.testing.process.LogLines;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.propagation.ContextPropagators;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The library's own SDK, pointed to an MLflow server. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class MlflowExportTest {
  private static final List<String> SET =
      List.of("mlflow.tracking.uri", "mlflow.experiment.name", "otel.exporter.otlp.headers");

  private FakeMlflow server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeMlflow().with("prod", "12");
  }

  @AfterEach
  void stop() {
    server.close();
    SET.forEach(System::clearProperty);
  }

  @Test
  void tracesGoToTheExperiment_withCredentials_asProtobuf_andMetricsDoNot() {
    recordOneSpan(settings(at().experimentName("prod").token("t")));

    assertThat(server.traces()).hasSize(1);
    Headers headers = server.traces().get(0);
    assertThat(headers.get("x-mlflow-experiment-id")).containsExactly("12");
    assertThat(headers.get("Authorization")).containsExactly("Bearer t");
    assertThat(headers.get("Content-Type")).containsExactly("application/x-protobuf");
    assertThat(server.requests()).noneMatch(r -> r.contains("/v1/metrics") || r.contains("logs"));
  }

  @Test
  void headersOfAnotherEndpoint_areNotSentToMlflow() {
    System.setProperty("otel.exporter.otlp.headers", "api-key=secret");

    recordOneSpan(settings(at()));

    assertThat(server.traces()).hasSize(1);
    assertThat(server.traces().get(0)).doesNotContainKey("Api-key");
  }

  @Test
  void settingsOfMlflow_areEnough_andTurnItsAttributesOn() {
    System.setProperty("mlflow.tracking.uri", server.uri() + "/");
    System.setProperty("mlflow.experiment.name", "prod");

    recordOneSpan(MlflowSettings.UNSET);

    assertThat(server.traces()).hasSize(1);
    assertThat(server.traces().get(0).getFirst("x-mlflow-experiment-id")).isEqualTo("12");
  }

  @Test
  void unknownExperiment_getsNoTraces_andIsAskedForOnce() {
    try (OpenTelemetrySource source = source(settings(at().experimentId("404")))) {
      for (int i = 0; i < 3; i++) {
        source.get().getTracer("test").spanBuilder("chat").startSpan().end();
      }
    }

    assertThat(server.traces()).isEmpty();
    assertThat(server.requests()).containsExactly("GET /api/2.0/mlflow/experiments/get");
  }

  /** By a server that is too old for traces, or whose store cannot keep them. */
  @Test
  void refusedTraces_areTold() {
    server.refusingTraces(404);
    try (LogLines log = LogLines.of("io.github.bedrocktracing")) {
      recordOneSpan(settings(at()));

      assertThat(log.text()).contains("Spans were refused");
    }
    assertThat(server.traces()).hasSize(1);
  }

  /** The server ends its answer only when it is closed. */
  @Test
  @Timeout(60)
  void serverThatDoesNotAnswer_blocksNeitherTheStartNorACall() {
    server.stalling();
    try (LogLines log = LogLines.of("io.github.bedrocktracing")) {
      OpenTelemetrySource source = source(settings(at()));
      source.get().getTracer("test").spanBuilder("chat").startSpan().end();

      // Who waits for the server goes on when it has been given up, which is told at that time.
      assertThat(log.text()).doesNotContain("no answer within");
      source.close();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(log.text()).contains("no answer within"));
    }
    assertThat(server.traces()).isEmpty();
  }

  @Test
  void instanceOfTheProgram_staysInPlace() {
    OpenTelemetry given = OpenTelemetry.propagating(ContextPropagators.noop());
    try (OpenTelemetrySource source = new OpenTelemetrySource(given, settings(at()), () -> {})) {
      source.allowOwn();

      assertThat(source.get()).isSameAs(given);
      assertThat(source.isForMlflow(given)).isTrue();
    }
    assertThat(server.requests()).isEmpty();
  }

  private void recordOneSpan(MlflowSettings settings) {
    try (OpenTelemetrySource source = source(settings)) {
      assertThat(source.isForMlflow(source.get())).isTrue();
      source.get().getTracer("test").spanBuilder("chat").startSpan().end();
      source.get().getMeter("test").counterBuilder("calls").build().add(1);
    }
  }

  private static OpenTelemetrySource source(MlflowSettings settings) {
    OpenTelemetrySource source = new OpenTelemetrySource(null, settings, () -> {});
    source.allowOwn();
    return source;
  }

  private static MlflowSettings settings(MlflowDestination destination) {
    return new MlflowSettings(destination, null);
  }

  private MlflowDestination at() {
    return MlflowDestination.of(server.uri());
  }
}
