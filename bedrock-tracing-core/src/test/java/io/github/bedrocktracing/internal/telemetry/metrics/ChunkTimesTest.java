/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.DoubleExemplarData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ChunkTimesTest {
  private static final SpanContext SPAN =
      SpanContext.create(
          "0af7651916cd43dd8448eb211c80319c",
          "b7ad6b7169203331",
          TraceFlags.getSampled(),
          TraceState.getDefault());

  private final InMemoryMetricReader reader = InMemoryMetricReader.create();

  @AutoClose
  private final SdkMeterProvider meters =
      SdkMeterProvider.builder().registerMetricReader(reader).build();

  private final ChunkTimes times =
      new ChunkTimes(
          new ReleasedInferenceMetrics(meters.get("test")),
          Attributes.empty(),
          Context.root().with(Span.wrap(SPAN)));

  @Test
  void everyTimeIsCounted_andTheSlowestLeadsToTheSpan() {
    // All fall into one bucket, whose exemplar is the last that was offered.
    times.record(0.0020);
    times.record(0.0030);
    times.record(0.0025);

    HistogramPointData point = point();
    assertThat(point.getCount()).isEqualTo(3);
    assertThat(point.getExemplars())
        .singleElement()
        .satisfies(
            exemplar -> {
              assertThat(exemplar.getValue()).isEqualTo(0.0030);
              assertThat(exemplar.getSpanContext().getSpanId()).isEqualTo(SPAN.getSpanId());
            });
  }

  @Test
  void aSingleTime_leadsToTheSpan() {
    times.record(0);

    assertThat(point().getExemplars())
        .extracting(DoubleExemplarData::getSpanContext)
        .extracting(SpanContext::getTraceId)
        .containsExactly(SPAN.getTraceId());
  }

  private HistogramPointData point() {
    List<MetricData> metrics = List.copyOf(reader.collectAllMetrics());
    assertThat(metrics).hasSize(1);
    return metrics.get(0).getHistogramData().getPoints().iterator().next();
  }
}
