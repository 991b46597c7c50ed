/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import io.github.bedrocktracing.MlflowDestination;
import io.github.bedrocktracing.internal.diagnostics.Guard;
import io.github.bedrocktracing.internal.diagnostics.Problem;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The OpenTelemetry SDK that the library makes for a program that has none, from the standard
 * {@code OTEL_*} settings with OTLP over HTTP as the default. It is not registered as the global
 * one, and flushes when the process exits.
 */
final class OwnOpenTelemetry {
  private static final String PROTOCOL = "otel.exporter.otlp.protocol";

  private OwnOpenTelemetry() {}

  /**
   * Returns a new SDK; empty when the settings do not allow one, which is told once.
   *
   * @param mlflow the MLflow server that traces go to; null for where the settings say
   */
  static Optional<OpenTelemetrySdk> create(@Nullable MlflowDestination mlflow) {
    return Guard.get(Problem.SDK, () -> Optional.of(build(mlflow)), Optional.empty());
  }

  private static OpenTelemetrySdk build(@Nullable MlflowDestination mlflow) {
    AutoConfiguredOpenTelemetrySdkBuilder builder = AutoConfiguredOpenTelemetrySdk.builder();
    if (mlflow != null) {
      MlflowExport.configure(builder, mlflow);
    }
    return builder
        .addPropertiesSupplier(() -> Map.of(PROTOCOL, "http/protobuf"))
        .addSpanExporterCustomizer(
            (exporter, config) ->
                isUnconfigured(config, "traces")
                    ? new CollectorGate.Spans(exporter, probe(config))
                    : exporter)
        .addMetricExporterCustomizer(
            (exporter, config) ->
                isUnconfigured(config, "metrics")
                    ? new CollectorGate.Metrics(exporter, probe(config))
                    : exporter)
        .build()
        .getOpenTelemetrySdk();
  }

  /** Returns whether a signal goes to the default endpoint because nobody named one. */
  private static boolean isUnconfigured(ConfigProperties config, String signal) {
    String exporter = config.getString("otel." + signal + ".exporter", "otlp");
    return exporter.equals("otlp")
        && config.getString("otel.exporter.otlp.endpoint") == null
        && config.getString("otel.exporter.otlp." + signal + ".endpoint") == null;
  }

  private static CollectorProbe probe(ConfigProperties config) {
    boolean grpc = config.getString(PROTOCOL, "").equals("grpc");
    return new CollectorProbe("localhost", grpc ? 4317 : 4318);
  }
}
