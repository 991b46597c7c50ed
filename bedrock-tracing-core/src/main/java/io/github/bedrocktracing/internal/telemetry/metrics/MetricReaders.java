/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry.metrics;

import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;

/**
 * Asks instruments whether anybody reads what they record. Those of older versions of the API
 * cannot tell, and count as read.
 */
final class MetricReaders {
  private static final boolean CAN_TELL = canTell();

  private MetricReaders() {}

  static boolean has(DoubleHistogram histogram) {
    return !CAN_TELL || histogram.isEnabled();
  }

  static boolean has(LongHistogram histogram) {
    return !CAN_TELL || histogram.isEnabled();
  }

  static boolean has(LongCounter counter) {
    return !CAN_TELL || counter.isEnabled();
  }

  static boolean has(DoubleCounter counter) {
    return !CAN_TELL || counter.isEnabled();
  }

  private static boolean canTell() {
    try {
      DoubleHistogram.class.getMethod("isEnabled");
      return true;
    } catch (NoSuchMethodException older) {
      return false;
    }
  }
}
