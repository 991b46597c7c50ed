/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import org.jspecify.annotations.Nullable;

/**
 * How the execution of a cell has ended.
 *
 * @param outcome how its stream ended; null where there is none
 * @param errorType the error type; null where there is none
 * @param known who knew that the call was over
 */
record Observation(@Nullable String outcome, @Nullable String errorType, String known) {
  /** Returns the same of an operation that does not stream. */
  Observation withoutStream() {
    return new Observation(null, errorType, known);
  }

  /** Returns what stands in the table. */
  String text() {
    StringBuilder text = new StringBuilder();
    if (outcome != null) {
      text.append(outcome).append(", ");
    } else if (errorType == null) {
      text.append("ok, ");
    }
    if (errorType != null) {
      text.append('`').append(errorType.substring(errorType.lastIndexOf('.') + 1)).append("`, ");
    }
    return text.append(known).toString();
  }
}
