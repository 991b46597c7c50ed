/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.bench;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;

/**
 * An OpenTelemetry SDK that throws spans away on the thread that ends them and keeps metrics in
 * memory, so that whatever a call allocates for them is allocated by that call.
 */
final class Sink {
  private final LongAdder spans = new LongAdder();
  private final OpenTelemetrySdk sdk;

  Sink(Variant variant) {
    SdkMeterProviderBuilder meters = SdkMeterProvider.builder();
    if (variant.hasMetrics()) {
      meters.registerMetricReader(InMemoryMetricReader.create());
    }
    sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .setSampler(variant.isSampled() ? Sampler.alwaysOn() : Sampler.alwaysOff())
                    .addSpanProcessor(SimpleSpanProcessor.create(new Nowhere()))
                    .build())
            .setMeterProvider(meters.build())
            .build();
  }

  OpenTelemetrySdk openTelemetry() {
    return sdk;
  }

  /** Returns how many spans were thrown away. */
  long spans() {
    return spans.sum();
  }

  private final class Nowhere implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> ended) {
      spans.add(ended.size());
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
