/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;

/**
 * An OpenTelemetry SDK that keeps spans and metrics in memory, and sends them by OTLP as well if
 * the environment names an endpoint.
 */
public final class ExampleTelemetry implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String OF_OPENTELEMETRY_ITSELF = "io.opentelemetry.";

  private final CollectingSpanProcessor spans = new CollectingSpanProcessor();
  private final CollectingMetricReader metrics = new CollectingMetricReader();
  private final OpenTelemetrySdk sdk;

  /** Sets OpenTelemetry up from environment variables and system properties. */
  public ExampleTelemetry() {
    sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .addPropertiesCustomizer(ExporterDefaults::missing)
            .addTracerProviderCustomizer((builder, config) -> builder.addSpanProcessor(spans))
            .addMeterProviderCustomizer((builder, config) -> builder.registerMetricReader(metrics))
            .build()
            .getOpenTelemetrySdk();
  }

  /** Returns what the tracing is to write to. */
  public OpenTelemetry openTelemetry() {
    return sdk;
  }

  /** Returns the spans of this program, once the last of them has ended. */
  public List<SpanData> spans() throws InterruptedException {
    return spans.awaitSpans(PATIENCE);
  }

  /** Returns the metrics of this program without those that OpenTelemetry keeps about itself. */
  public List<MetricData> metrics() {
    return metrics.metrics().stream()
        .filter(m -> !m.getInstrumentationScopeInfo().getName().startsWith(OF_OPENTELEMETRY_ITSELF))
        .toList();
  }

  /** Sends what has not been sent yet. */
  @Override
  public void close() {
    sdk.close();
  }
}
