/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry.metrics;

import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.TokenUsage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;

/** The metrics of inferences, under the names of one version of the conventions. */
public interface InferenceMetrics {
  /** Returns whether anybody reads any of them. */
  boolean areRead();

  /**
   * Records the duration of an execution.
   *
   * @param attributes the common attributes, and the kind of failure if there was one
   */
  void duration(OperationName operation, double seconds, Attributes attributes, Context context);

  /** Records the time from the start of an execution to its first chunk. */
  void timeToFirstChunk(double seconds, Attributes attributes, Context context);

  /** Records the time between one chunk and the next. */
  void timePerOutputChunk(double seconds, Attributes attributes, Context context);

  /** Records the tokens that the service counted; those it did not count are not recorded. */
  void tokens(OperationName operation, TokenUsage usage, Attributes attributes, Context context);
}
