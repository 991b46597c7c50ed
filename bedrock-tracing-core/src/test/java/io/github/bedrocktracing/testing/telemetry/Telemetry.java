/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryLogRecordExporter;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A real OpenTelemetry SDK that keeps what it gets, and counts spans that began and ended. */
public final class Telemetry implements AutoCloseable {
  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
  private final InMemoryLogRecordExporter logs = InMemoryLogRecordExporter.create();
  private final SpanCounter counter = new SpanCounter();
  private final OpenTelemetrySdk sdk;

  private Telemetry(Sampler sampler, SpanProcessor... more) {
    SdkTracerProviderBuilder tracers =
        SdkTracerProvider.builder()
            .setSampler(sampler)
            .addSpanProcessor(SimpleSpanProcessor.create(exporter));
    for (SpanProcessor processor : more) {
      tracers.addSpanProcessor(processor);
    }
    this.sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(tracers.addSpanProcessor(counter).build())
            .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(metrics).build())
            .setLoggerProvider(
                SdkLoggerProvider.builder()
                    .addLogRecordProcessor(SimpleLogRecordProcessor.create(logs))
                    .build())
            .build();
  }

  /** Returns an SDK that samples every span. */
  public static Telemetry create() {
    return new Telemetry(Sampler.alwaysOn());
  }

  /** Returns an SDK with a sampler of the test's choice. */
  public static Telemetry sampledBy(Sampler sampler) {
    return new Telemetry(sampler);
  }

  /** Returns an SDK that samples every span and shows each to another processor as well. */
  public static Telemetry watchedBy(SpanProcessor watching) {
    return new Telemetry(Sampler.alwaysOn(), watching);
  }

  /** Returns the instance to trace with. */
  public OpenTelemetry openTelemetry() {
    return sdk;
  }

  /** Waits until exactly one span has ended, and until none is open; returns it. */
  public SpanData onlySpan() {
    List<SpanData> spans = spans(1);
    return spans.get(0);
  }

  /** Waits until so many spans have ended and none is open; returns them. */
  public List<SpanData> spans(int count) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> counter.ended() >= count && open() == 0);
    List<SpanData> spans = exporter.getFinishedSpanItems();
    assertThat(spans).as("ended spans").hasSize(count);
    return spans;
  }

  /**
   * Waits until a call's own span has ended, and until none is open; returns all spans in the order
   * in which they ended.
   */
  public List<SpanData> spansOfCall() {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () ->
                open() == 0
                    && exporter.getFinishedSpanItems().stream()
                        .anyMatch(span -> span.getKind() == SpanKind.CLIENT));
    return exporter.getFinishedSpanItems();
  }

  /** Returns the number of spans that have begun. */
  public int started() {
    return counter.started();
  }

  /** Returns the number of spans that have ended. */
  public int ended() {
    return counter.ended();
  }

  /** Forgets the spans; none may be open. */
  public void reset() {
    exporter.reset();
    counter.reset();
  }

  /** Forgets the spans that have ended; others may be open. */
  public void forget() {
    exporter.reset();
  }

  /** Returns the spans that have ended so far. */
  public List<SpanData> endedSpans() {
    return exporter.getFinishedSpanItems();
  }

  /** Returns the events emitted so far. */
  public List<LogRecordData> events() {
    return logs.getFinishedLogRecordItems();
  }

  /** Returns a metric collected now; empty when nothing was recorded under the name. */
  public Optional<MetricData> metric(String name) {
    return collectMetrics().stream().filter(metric -> metric.getName().equals(name)).findFirst();
  }

  /** Returns all metrics collected now. */
  public Collection<MetricData> collectMetrics() {
    return metrics.collectAllMetrics();
  }

  @Override
  public void close() {
    sdk.close();
  }

  private int open() {
    return counter.started() - counter.ended();
  }
}
