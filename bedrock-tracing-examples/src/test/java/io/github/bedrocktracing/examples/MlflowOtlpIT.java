/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import static io.github.bedrocktracing.examples.MlflowServer.attribute;
import static io.github.bedrocktracing.examples.MlflowServer.has;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.examples.embedded.EmbeddedBedrock;
import io.github.bedrocktracing.examples.embedded.Pace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A real MLflow server as the end of OpenTelemetry's standard settings, in a program's own SDK. */
@EnabledIfSystemProperty(named = "mlflow.test.uri", matches = "http.*")
class MlflowOtlpIT {
  private static final String HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0";

  private final MlflowServer server = new MlflowServer(System.getProperty("mlflow.test.uri"));
  private Map<String, String> settings = Map.of();

  @AfterEach
  void forgetSettings() {
    settings.keySet().forEach(System::clearProperty);
  }

  @Test
  void headerOfTheExperiment_turnsTheAttributesOn_belowASpanOfTheProgram() {
    String experiment = server.createExperiment("bedrock-tracing " + UUID.randomUUID());
    settings =
        Map.of(
            "otel.exporter.otlp.traces.endpoint", server.uri() + "/v1/traces",
            "otel.exporter.otlp.traces.protocol", "http/protobuf",
            "otel.exporter.otlp.traces.headers", "x-mlflow-experiment-id=" + experiment,
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.service.name", "mlflow-otlp-test");
    settings.forEach(System::setProperty);

    callBelowASpan();

    List<JsonNode> traces = server.traces(experiment);
    assertThat(traces).hasSize(1);
    JsonNode trace = traces.get(0);
    assertThat(trace.path("state").asText()).isEqualTo("OK");
    server.assertSessionAndUser(trace, "s-1", "u-1");
    assertThat(trace.at("/trace_metadata/mlflow.trace.tokenUsage").asText())
        .contains("\"total_tokens\": 1200");
    List<JsonNode> spans = server.spans(trace);
    JsonNode root = named(spans, "handle question");
    JsonNode call = named(spans, "chat " + HAIKU);
    assertThat(spans).hasSize(2);
    assertThat(root.path("parent_span_id").isNull()).isTrue();
    assertThat(call.path("parent_span_id")).isEqualTo(root.path("span_id"));
    assertThat(attribute(call, "mlflow.spanType").asText()).isEqualTo("CHAT_MODEL");
    assertThat(attribute(call, "mlflow.spanOutputs").path("stopReason").asText())
        .isEqualTo("end_turn");
    assertThat(attribute(call, "mlflow.spanInputs").has("messages"))
        .as("no content unless asked for")
        .isFalse();
    assertThat(has(call, "mlflow.message.format")).isFalse();
  }

  private static void callBelowASpan() {
    try (OpenTelemetrySdk sdk =
            AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
        EmbeddedBedrock bedrock = EmbeddedBedrock.start(Pace.AT_ONCE);
        BedrockClients clients = BedrockClients.at(bedrock.endpoint());
        BedrockTracing tracing = BedrockTracing.builder().openTelemetry(sdk).build()) {
      BedrockTracing.autolog(tracing);
      Span span =
          sdk.getTracer("program")
              .spanBuilder("handle question")
              .setAttribute("session.id", "s-1")
              .setAttribute("user.id", "u-1")
              .startSpan();
      Context.current()
          .with(span)
          .wrap((Runnable) () -> new FourCalls(clients).invokeModel(HAIKU))
          .run();
      span.end();
    } finally {
      BedrockTracing.disable();
    }
  }

  private static JsonNode named(List<JsonNode> spans, String name) {
    return spans.stream()
        .filter(span -> span.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
