/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.soak;

import io.github.bedrocktracing.testing.telemetry.SpanCounter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.InternalTelemetryVersion;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** An OpenTelemetry SDK that exports to a collector, and accounts for each span. */
final class CountedTelemetry implements AutoCloseable {
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  private final SpanCounter counter = new SpanCounter();
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
  private final OpenTelemetrySdk sdk;
  private long droppedByQueue;

  CountedTelemetry(String endpoint) {
    SdkMeterProvider meters = SdkMeterProvider.builder().registerMetricReader(metrics).build();
    SpanExporter exporter =
        new CountingExporter(
            OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint)
                .setTimeout(Duration.ofSeconds(1))
                .build());
    this.sdk =
        OpenTelemetrySdk.builder()
            .setMeterProvider(meters)
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .addSpanProcessor(counter)
                    .addSpanProcessor(
                        BatchSpanProcessor.builder(exporter)
                            .setMeterProvider(() -> meters)
                            .setInternalTelemetryVersion(InternalTelemetryVersion.LATEST)
                            .build())
                    .build())
            .build();
  }

  OpenTelemetrySdk sdk() {
    return sdk;
  }

  long started() {
    return counter.started();
  }

  long ended() {
    return counter.ended();
  }

  /** Returns the number of spans that the collector has taken. */
  long delivered() {
    return delivered.get();
  }

  /** Returns the number of spans that the collector did not take, however often it was asked. */
  long refused() {
    return refused.get();
  }

  /**
   * Returns the number of spans that the full queue did not take, as the SDK itself counts them;
   * known once this is closed.
   */
  long droppedByQueue() {
    return droppedByQueue;
  }

  @Override
  public void close() {
    sdk.getSdkTracerProvider().shutdown().join(60, TimeUnit.SECONDS);
    // An SDK that is shut down has no metrics to read.
    droppedByQueue =
        metrics.collectAllMetrics().stream()
            .filter(metric -> metric.getName().equals("otel.sdk.processor.span.processed"))
            .flatMap(metric -> metric.getLongSumData().getPoints().stream())
            .filter(point -> "queue_full".equals(point.getAttributes().get(ERROR_TYPE)))
            .mapToLong(point -> point.getValue())
            .sum();
    sdk.close();
  }

  private final class CountingExporter implements SpanExporter {
    private final SpanExporter exporter;

    CountingExporter(SpanExporter exporter) {
      this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      int count = spans.size();
      CompletableResultCode result = exporter.export(spans);
      return result.whenComplete(() -> (result.isSuccess() ? delivered : refused).addAndGet(count));
    }

    @Override
    public CompletableResultCode flush() {
      return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return exporter.shutdown();
    }
  }
}
