/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** Exporters that drop what they get while no collector answers. */
final class CollectorGate {
  private CollectorGate() {}

  /** The gate in front of an exporter of spans. */
  static final class Spans implements SpanExporter {
    private final SpanExporter exporter;
    private final CollectorProbe probe;

    Spans(SpanExporter exporter, CollectorProbe probe) {
      this.exporter = exporter;
      this.probe = probe;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      return probe.answers() ? exporter.export(spans) : CompletableResultCode.ofFailure();
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

  /** The gate in front of an exporter of metrics. */
  static final class Metrics implements MetricExporter {
    private final MetricExporter exporter;
    private final CollectorProbe probe;

    Metrics(MetricExporter exporter, CollectorProbe probe) {
      this.exporter = exporter;
      this.probe = probe;
    }

    @Override
    public CompletableResultCode export(Collection<MetricData> metrics) {
      return probe.answers() ? exporter.export(metrics) : CompletableResultCode.ofFailure();
    }

    @Override
    public CompletableResultCode flush() {
      return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return exporter.shutdown();
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType instrumentType) {
      return exporter.getAggregationTemporality(instrumentType);
    }

    @Override
    public Aggregation getDefaultAggregation(InstrumentType instrumentType) {
      return exporter.getDefaultAggregation(instrumentType);
    }
  }
}
