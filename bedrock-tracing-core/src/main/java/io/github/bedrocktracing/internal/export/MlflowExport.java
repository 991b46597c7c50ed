/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import io.github.bedrocktracing.MlflowDestination;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.HashMap;
import java.util.Map;

/** Points an SDK that is being made to an MLflow server, which takes traces and nothing else. */
final class MlflowExport {
  private static final String OTLP = "otel.exporter.otlp.";
  private static final String[] OTHER_SIGNALS = {"metrics", "logs"};

  private MlflowExport() {}

  static void configure(
      AutoConfiguredOpenTelemetrySdkBuilder builder, MlflowDestination destination) {
    MlflowExperiment experiment = new MlflowExperiment(destination);
    builder
        .addPropertiesCustomizer(config -> properties(config, destination))
        .addSpanExporterCustomizer((exporter, config) -> gate(exporter, experiment));
    experiment.checkEarly();
  }

  private static SpanExporter gate(SpanExporter exporter, MlflowExperiment experiment) {
    return exporter instanceof OtlpHttpSpanExporter otlp
        ? new ExportGate.Spans(
            new ReportingSpanExporter(otlp.toBuilder().setHeaders(experiment::headers).build()),
            experiment::isKnown)
        : exporter;
  }

  private static Map<String, String> properties(
      ConfigProperties config, MlflowDestination destination) {
    Map<String, String> properties = new HashMap<>();
    properties.put("otel.traces.exporter", "otlp");
    properties.put(OTLP + "traces.endpoint", destination.trackingUri() + "/v1/traces");
    properties.put(OTLP + "traces.protocol", "http/protobuf");
    String headers = config.getString(OTLP + "headers", "");
    for (String signal : OTHER_SIGNALS) {
      boolean elsewhere =
          config.getString("otel." + signal + ".exporter") != null
              || config.getString(OTLP + "endpoint") != null
              || config.getString(OTLP + signal + ".endpoint") != null;
      if (!elsewhere) {
        properties.put("otel." + signal + ".exporter", "none");
      } else if (config.getString(OTLP + signal + ".headers") == null) {
        properties.put(OTLP + signal + ".headers", headers);
      }
    }
    // The headers of another endpoint may hold its keys.
    properties.put(OTLP + "headers", "");
    return properties;
  }
}
