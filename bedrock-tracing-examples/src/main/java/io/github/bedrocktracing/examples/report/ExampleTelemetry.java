/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report;

import io.github.bedrocktracing.examples.report.html.HtmlReportExporter;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An OpenTelemetry SDK that keeps spans and metrics in memory, and sends them by OTLP as well if
 * the environment names an endpoint.
 */
public final class ExampleTelemetry implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String OF_OPENTELEMETRY_ITSELF = "io.opentelemetry.";

  private final CollectingSpanProcessor spans = new CollectingSpanProcessor();
  private final CollectingMetricReader metrics = new CollectingMetricReader();
  private final @Nullable HtmlReportExporter report;
  private final OpenTelemetrySdk sdk;

  /** Sets OpenTelemetry up from environment variables and system properties. */
  public ExampleTelemetry() {
    this(null);
  }

  /** Sets OpenTelemetry up, with a page of the spans that is written when somebody asks for it. */
  public static ExampleTelemetry withReport(Path page) {
    return new ExampleTelemetry(HtmlReportExporter.to(page));
  }

  private ExampleTelemetry(@Nullable HtmlReportExporter report) {
    this.report = report;
    sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .disableShutdownHook()
            .addPropertiesCustomizer(ExporterDefaults::missing)
            .addTracerProviderCustomizer((builder, config) -> addProcessors(builder))
            .addMeterProviderCustomizer((builder, config) -> builder.registerMetricReader(metrics))
            .build()
            .getOpenTelemetrySdk();
  }

  /** The page's spans go first, so that it has those that somebody has waited for. */
  private SdkTracerProviderBuilder addProcessors(SdkTracerProviderBuilder builder) {
    if (report != null) {
      builder.addSpanProcessor(SimpleSpanProcessor.create(report));
    }
    return builder.addSpanProcessor(spans);
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

  /** Writes the page of the spans so far, and returns where it is or why it is not there. */
  public String writeReport() {
    if (report == null) {
      return "none was asked for";
    }
    CompletableResultCode written = report.flush();
    return written.isSuccess()
        ? report.file().toUri().toString()
        : "not written: " + written.getFailureThrowable();
  }

  /** Sends what has not been sent yet. */
  @Override
  public void close() {
    sdk.close();
  }
}
