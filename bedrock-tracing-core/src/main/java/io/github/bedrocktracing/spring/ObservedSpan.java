/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import io.github.bedrocktracing.internal.telemetry.FrameworkSpan;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.micrometer.tracing.otel.bridge.OtelSpan;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/** The span of an observation, which has its tags from the start and puts them on when it stops. */
record ObservedSpan(Observation.ContextView observation, Span span) implements FrameworkSpan {
  /** Returns the span of an observation; null where it has none of OpenTelemetry. */
  static @Nullable ObservedSpan of(Observation.ContextView observation) {
    TracingContext tracing = observation.get(TracingContext.class);
    return tracing != null && tracing.getSpan() instanceof OtelSpan span
        ? new ObservedSpan(observation, OtelSpan.toOtel(span))
        : null;
  }

  @Override
  public @Nullable String attribute(String name) {
    KeyValue tag = observation.getLowCardinalityKeyValue(name);
    return tag == null ? null : tag.getValue();
  }

  @Override
  public boolean takeFor(Object call) {
    BegunObservation begun = observation.get(BegunObservation.class);
    return begun != null && begun.takeFor(call);
  }
}
