/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The spans of a call, with their attributes, and what its histograms counted, written once more
 * with all of it known beforehand: what OpenTelemetry's SDK alone takes for them, which no way of
 * tracing that writes them can go below.
 */
final class Replay {
  private final Tracer tracer;
  private final List<Written> spans = new ArrayList<>();
  private final List<Records> records = new ArrayList<>();

  /** Returns what a traced call of a workload leaves behind, to be written elsewhere. */
  static Replay of(Workload workload, OpenTelemetry openTelemetry) throws Exception {
    InMemorySpanExporter spans = InMemorySpanExporter.create();
    InMemoryMetricReader metrics = InMemoryMetricReader.create();
    try (OpenTelemetrySdk sdk =
            OpenTelemetrySdk.builder()
                .setTracerProvider(
                    SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(metrics).build())
                .build();
        Caller caller = Caller.of(workload, Variant.ON, sdk)) {
      caller.call();
      return new Replay(openTelemetry, spans.getFinishedSpanItems(), metrics.collectAllMetrics());
    }
  }

  /** Returns a caller that writes all of it after each call. */
  static Caller after(Caller plain, Replay replay) {
    return new Caller() {
      @Override
      public Object call() throws Exception {
        Object answer = plain.call();
        replay.write();
        return answer;
      }

      @Override
      public void close() {
        plain.close();
      }
    };
  }

  private Replay(
      OpenTelemetry openTelemetry, Collection<SpanData> ended, Collection<MetricData> metrics) {
    tracer = openTelemetry.getTracer("replay");
    Map<String, Integer> places = new HashMap<>();
    List<SpanData> left = new ArrayList<>(ended);
    // Parents come first, whatever their times say.
    while (!left.isEmpty()) {
      SpanData next =
          left.stream()
              .filter(
                  span ->
                      left.stream().noneMatch(o -> o.getSpanId().equals(span.getParentSpanId())))
              .findFirst()
              .orElseThrow();
      left.remove(next);
      spans.add(new Written(next, places.getOrDefault(next.getParentSpanId(), -1)));
      places.put(next.getSpanId(), places.size());
    }
    Meter meter = openTelemetry.getMeter("replay");
    for (MetricData metric : metrics) {
      DoubleHistogram histogram = null;
      for (HistogramPointData point : metric.getHistogramData().getPoints()) {
        if (histogram == null) {
          histogram =
              meter
                  .histogramBuilder(metric.getName())
                  .setUnit(metric.getUnit())
                  .setExplicitBucketBoundariesAdvice(point.getBoundaries())
                  .build();
        }
        records.add(
            new Records(
                histogram,
                point.getAttributes(),
                point.getSum() / point.getCount(),
                point.getCount()));
      }
    }
  }

  /** Writes all of it. */
  void write() {
    Span[] started = new Span[spans.size()];
    for (int i = 0; i < started.length; i++) {
      started[i] = spans.get(i).start(tracer, started);
    }
    for (Records each : records) {
      for (long i = 0; i < each.count; i++) {
        each.histogram.record(each.value, each.attributes, Context.root());
      }
    }
    for (int i = started.length - 1; i >= 0; i--) {
      started[i].end(spans.get(i).span.getEndEpochNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** One value as often as a histogram counted any. */
  private record Records(
      DoubleHistogram histogram, Attributes attributes, double value, long count) {}

  /** A span, and the place of its parent; -1 where it has none. */
  private record Written(SpanData span, int parent) {
    Span start(Tracer tracer, Span[] started) {
      return tracer
          .spanBuilder(span.getName())
          .setParent(parent < 0 ? Context.root() : Context.root().with(started[parent]))
          .setSpanKind(span.getKind())
          .setAllAttributes(span.getAttributes())
          .setStartTimestamp(span.getStartEpochNanos(), TimeUnit.NANOSECONDS)
          .startSpan();
    }
  }
}
