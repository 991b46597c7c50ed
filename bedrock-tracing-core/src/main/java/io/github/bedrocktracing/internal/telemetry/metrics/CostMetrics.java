/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry.metrics;

import io.github.bedrocktracing.internal.convention.CostConventions;
import io.github.bedrocktracing.internal.inference.Cost;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;

/** The metrics of what calls cost. */
public final class CostMetrics {
  private final DoubleCounter total;
  private final DoubleHistogram perCall;

  CostMetrics(Meter meter) {
    total =
        meter
            .counterBuilder(CostConventions.TOTAL)
            .ofDoubles()
            .setUnit(CostConventions.US_DOLLARS)
            .setDescription("Cost of calls after the user's price table.")
            .build();
    perCall =
        meter
            .histogramBuilder(CostConventions.PER_CALL)
            .setUnit(CostConventions.US_DOLLARS)
            .setDescription("Cost of one call after the user's price table.")
            .setExplicitBucketBoundariesAdvice(CostConventions.BOUNDARIES)
            .build();
  }

  /** Returns whether anybody reads any of them. */
  boolean areRead() {
    return MetricReaders.has(total) || MetricReaders.has(perCall);
  }

  /** Records the cost of one call. */
  public void record(Cost cost, Attributes attributes, Context context) {
    double dollars = cost.total().doubleValue();
    total.add(dollars, attributes, context);
    perCall.record(dollars, attributes, context);
  }
}
