/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry.metrics;

import io.github.bedrocktracing.internal.convention.SelfMetricNames;
import io.github.bedrocktracing.internal.guard.Problems;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.Locale;

/**
 * What the library tells of itself: how often it could not do what it should.
 *
 * <p>A counter that is added to, and not one that is asked, since a callback would keep the library
 * loaded for as long as the meter lives.
 */
public final class SelfMetrics {
  private final LongCounter problems;

  public SelfMetrics(Meter meter) {
    problems =
        meter
            .counterBuilder(SelfMetricNames.PROBLEMS)
            .setUnit(SelfMetricNames.PROBLEM)
            .setDescription("Failures of the tracing itself, none of which reached a caller.")
            .build();
  }

  /** Returns whether anybody reads them. */
  public boolean areRead() {
    return MetricReaders.has(problems);
  }

  /** Records what has come up since the last call that ended. */
  public void record(Context context) {
    Problems.drainCounts(
        (problem, count) ->
            problems.add(
                count,
                Attributes.of(
                    SelfMetricNames.PROBLEM_KIND, problem.name().toLowerCase(Locale.ROOT)),
                context));
  }
}
