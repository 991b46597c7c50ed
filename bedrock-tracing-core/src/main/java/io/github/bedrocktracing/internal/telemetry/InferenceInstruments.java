/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.internal.convention.Conventions;
import io.github.bedrocktracing.internal.convention.InferenceAttributes;
import io.github.bedrocktracing.internal.convention.SpanFlavor;
import io.github.bedrocktracing.internal.telemetry.metrics.CallMetrics;
import io.github.bedrocktracing.internal.telemetry.metrics.SelfMetrics;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;

/**
 * What records inferences with one OpenTelemetry instance: its tracer, meters and logger, and the
 * names under which they record.
 *
 * @param attributes the conventions' attributes of spans
 * @param flavors what puts further attributes on spans
 */
record InferenceInstruments(
    Tracer tracer,
    CallMetrics metrics,
    SelfMetrics self,
    DetailsEvent details,
    InferenceAttributes attributes,
    List<SpanFlavor> flavors) {
  private static final String SCOPE = "io.github.bedrocktracing";

  /** Returns whether anybody reads any of the metrics now. */
  boolean areMetricsRead() {
    return metrics.areRead() || self.areRead();
  }

  /** Makes the instruments of an OpenTelemetry instance. */
  static InferenceInstruments of(
      OpenTelemetry openTelemetry, Conventions conventions, List<SpanFlavor> flavors) {
    String version = LibraryVersion.get();
    Meter meter = openTelemetry.meterBuilder(SCOPE).setInstrumentationVersion(version).build();
    return new InferenceInstruments(
        openTelemetry.tracerBuilder(SCOPE).setInstrumentationVersion(version).build(),
        CallMetrics.of(meter, conventions),
        new SelfMetrics(meter),
        new DetailsEvent(
            openTelemetry
                .getLogsBridge()
                .loggerBuilder(SCOPE)
                .setInstrumentationVersion(version)
                .build()),
        new InferenceAttributes(conventions),
        flavors);
  }
}
