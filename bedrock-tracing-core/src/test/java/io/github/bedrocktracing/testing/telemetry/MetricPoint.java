/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One series of a histogram.
 *
 * @param attributes by name
 */
public record MetricPoint(
    Map<String, Object> attributes, long count, double sum, List<Double> boundaries) {

  /** Returns the series of a histogram. */
  public static List<MetricPoint> of(MetricData metric) {
    return metric.getHistogramData().getPoints().stream().map(MetricPoint::of).toList();
  }

  /** Returns attributes by name. */
  public static Map<String, Object> byName(Attributes attributes) {
    Map<String, Object> byName = new TreeMap<>();
    attributes.forEach((key, value) -> byName.put(key.getKey(), value));
    return byName;
  }

  private static MetricPoint of(HistogramPointData point) {
    return new MetricPoint(
        byName(point.getAttributes()), point.getCount(), point.getSum(), point.getBoundaries());
  }
}
