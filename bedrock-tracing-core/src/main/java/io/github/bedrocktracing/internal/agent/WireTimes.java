/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.step.AgentStep;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Moments on the service's clock. */
final class WireTimes {
  private static final AgentStep.Times UNKNOWN = new AgentStep.Times(null, null);

  /** Seconds since 1970 are less for the next three thousand years, and milliseconds more. */
  private static final double LEAST_MILLISECONDS = 1e11;

  private WireTimes() {}

  /**
   * Returns the moment that a value is, a text, or seconds or milliseconds since 1970; null when it
   * is none.
   */
  static @Nullable Instant instant(@Nullable Object value) {
    try {
      if (value instanceof String text) {
        return UtcTexts.instant(text);
      }
      if (value instanceof Number number) {
        double since = number.doubleValue();
        double millis = Math.abs(since) < LEAST_MILLISECONDS ? since * 1000 : since;
        return Instant.ofEpochMilli(Math.round(millis));
      }
      return null;
    } catch (DateTimeException odd) {
      return null;
    }
  }

  /** Returns the window that the metadata of what came back tells. */
  static AgentStep.Times window(JsonObject output) {
    return told(output.object("metadata"));
  }

  /** Returns the window that metadata tells. */
  static AgentStep.Times told(JsonObject metadata) {
    return metadata.isEmpty()
        ? UNKNOWN
        : new AgentStep.Times(
            instant(metadata.value("startTime")), instant(metadata.value("endTime")));
  }
}
