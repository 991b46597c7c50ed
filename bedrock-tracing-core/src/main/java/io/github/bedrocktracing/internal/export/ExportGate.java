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
import java.util.function.Function;
import java.util.function.Supplier;

/** Exporters that drop what they get while nobody takes it, or it is not known for whom it is. */
final class ExportGate {
  private ExportGate() {}

  /** The gate in front of an exporter of spans. */
  static final class Spans extends Gate<SpanData> implements SpanExporter {
    Spans(SpanExporter exporter, BooleanSupplier open) {
      super(open, exporter::export, exporter::flush, exporter::shutdown);
    }
  }

  /** The gate in front of an exporter of logs. */
  static final class Logs extends Gate<LogRecordData> implements LogRecordExporter {
    Logs(LogRecordExporter exporter, BooleanSupplier open) {
      super(open, exporter::export, exporter::flush, exporter::shutdown);
    }
  }

  /** The gate in front of an exporter of metrics. */
  static final class Metrics extends Gate<MetricData> implements MetricExporter {
    private final MetricExporter exporter;

    Metrics(MetricExporter exporter, BooleanSupplier open) {
      super(open, exporter::export, exporter::flush, exporter::shutdown);
      this.exporter = exporter;
    }

    /** Says that all went well, as the reader of metrics would log a failure each minute. */
    @Override
    CompletableResultCode dropped() {
      return CompletableResultCode.ofSuccess();
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

  /** What the three have in common; the exporters' interfaces have no type of their own for it. */
  abstract static class Gate<T> {
    private final BooleanSupplier open;
    private final Function<Collection<T>, CompletableResultCode> export;
    private final Supplier<CompletableResultCode> flush;
    private final Supplier<CompletableResultCode> shutdown;

    Gate(
        BooleanSupplier open,
        Function<Collection<T>, CompletableResultCode> export,
        Supplier<CompletableResultCode> flush,
        Supplier<CompletableResultCode> shutdown) {
      this.open = open;
      this.export = export;
      this.flush = flush;
      this.shutdown = shutdown;
    }

    public CompletableResultCode export(Collection<T> data) {
      return open.getAsBoolean() ? export.apply(data) : dropped();
    }

    public CompletableResultCode flush() {
      return flush.get();
    }

    public CompletableResultCode shutdown() {
      return shutdown.get();
    }

    /** Returns what is said of data that is dropped. */
    CompletableResultCode dropped() {
      return CompletableResultCode.ofFailure();
    }
  }
}
