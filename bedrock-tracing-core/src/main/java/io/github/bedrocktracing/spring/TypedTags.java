/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import io.github.bedrocktracing.internal.convention.InferenceAttributes;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.sdk.trace.ReadableSpan;

/**
 * Leaves the tags of an observation off its span that are on it as numbers, lists or flags: the
 * span would have them a second time, as text.
 */
final class TypedTags implements ObservationFilter {
  @Override
  public Observation.Context map(Observation.Context observation) {
    ObservedSpan observed = ObservedSpan.of(observation);
    if (observed != null
        && observed.span() instanceof ReadableSpan span
        && span.getAttribute(InferenceAttributes.ENRICHED) != null) {
      span.toSpanData()
          .getAttributes()
          .forEach(
              (key, value) -> {
                if (key.getType() != AttributeType.STRING) {
                  observation.removeHighCardinalityKeyValue(key.getKey());
                }
              });
    }
    return observation;
  }
}
