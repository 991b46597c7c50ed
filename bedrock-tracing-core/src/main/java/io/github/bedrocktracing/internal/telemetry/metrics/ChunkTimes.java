/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry.metrics;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;

/**
 * The times between the chunks of one answer, as a metric.
 *
 * <p>Only a time that is longer than all before it is recorded with the span, as an exemplar: a
 * slow chunk is what leads to a trace worth looking at, and an exemplar takes twice as long as all
 * the rest of a record. Not safe for use by several threads at once.
 */
public final class ChunkTimes {
  private final InferenceMetrics metrics;
  private final Attributes attributes;
  private final Context context;
  private final Context withoutSpan;
  private double longest = Double.NEGATIVE_INFINITY;

  /** Creates the times of an answer whose span is in a context. */
  ChunkTimes(InferenceMetrics metrics, Attributes attributes, Context context) {
    this.metrics = metrics;
    this.attributes = attributes;
    this.context = context;
    this.withoutSpan = context.with(Span.getInvalid());
  }

  /** Records the time between one chunk and the next, in seconds. */
  public void record(double seconds) {
    boolean slowest = seconds > longest;
    if (slowest) {
      longest = seconds;
    }
    metrics.timePerOutputChunk(seconds, attributes, slowest ? context : withoutSpan);
  }
}
