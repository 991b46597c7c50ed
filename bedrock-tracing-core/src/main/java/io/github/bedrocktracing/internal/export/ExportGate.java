/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.function.BooleanSupplier;

/** Exporters that drop what they get while nobody takes it, or it is not known for whom it is. */
final class ExportGate {
  private ExportGate() {}

  /** The gate in front of an exporter of spans. */
  static final class Spans implements SpanExporter {
    private final SpanExporter exporter;
    private final BooleanSupplier open;

    Spans(SpanExporter exporter, BooleanSupplier open) {
      this.exporter = exporter;
      this.open = open;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      return open.getAsBoolean() ? exporter.export(spans) : CompletableResultCode.ofFailure();
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

  /** The gate in front of an exporter of logs. */
  static final class Logs implements LogRecordExporter {
    private final LogRecordExporter exporter;
    private final BooleanSupplier open;

    Logs(LogRecordExporter exporter, BooleanSupplier open) {
      this.exporter = exporter;
      this.open = open;
    }

    @Override
    public CompletableResultCode export(Collection<LogRecordData> logs) {
      return open.getAsBoolean() ? exporter.export(logs) : CompletableResultCode.ofFailure();
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
    private final BooleanSupplier open;

    Metrics(MetricExporter exporter, BooleanSupplier open) {
      this.exporter = exporter;
      this.open = open;
    }

    @Override
    public CompletableResultCode export(Collection<MetricData> metrics) {
      // The reader of metrics would log a failure each minute.
      return open.getAsBoolean() ? exporter.export(metrics) : CompletableResultCode.ofSuccess();
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
