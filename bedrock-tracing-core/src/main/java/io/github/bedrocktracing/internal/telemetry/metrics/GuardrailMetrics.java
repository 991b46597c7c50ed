/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry.metrics;

import io.github.bedrocktracing.internal.convention.GuardrailAttributes;
import io.github.bedrocktracing.internal.inference.guardrail.GuardrailResult;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** The metric of what guardrails do. */
public final class GuardrailMetrics {
  private final LongCounter interventions;

  GuardrailMetrics(Meter meter) {
    interventions =
        meter
            .counterBuilder(GuardrailAttributes.INTERVENTIONS)
            .setUnit(GuardrailAttributes.INTERVENTION)
            .setDescription("Calls in which a kind of guardrail policy intervened.")
            .build();
  }

  /** Returns whether anybody reads them. */
  boolean areRead() {
    return MetricReaders.has(interventions);
  }

  /** Counts what guardrails did to one call. */
  public void record(@Nullable GuardrailResult result, Attributes attributes, Context context) {
    if (result != null && result.intervened()) {
      GuardrailAttributes.interventions(result, attributes)
          .forEach(intervention -> interventions.add(1, intervention, context));
    }
  }
}
