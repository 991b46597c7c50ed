/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry.metrics;

import io.github.bedrocktracing.internal.convention.GenAiMetricNames;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;

/** Makes histograms with the bucket boundaries that the conventions advise. */
final class Histograms {
  private Histograms() {}

  /** Returns a histogram of seconds. */
  static DoubleHistogram seconds(Meter meter, String name, String description) {
    return meter
        .histogramBuilder(name)
        .setUnit(GenAiMetricNames.SECONDS)
        .setDescription(description)
        .setExplicitBucketBoundariesAdvice(GenAiMetricNames.SECONDS_BOUNDARIES)
        .build();
  }

  /** Returns a histogram of token counts. */
  static LongHistogram tokens(Meter meter, String name, String description) {
    return meter
        .histogramBuilder(name)
        .ofLongs()
        .setUnit(GenAiMetricNames.TOKENS)
        .setDescription(description)
        .setExplicitBucketBoundariesAdvice(GenAiMetricNames.TOKENS_BOUNDARIES)
        .build();
  }
}
