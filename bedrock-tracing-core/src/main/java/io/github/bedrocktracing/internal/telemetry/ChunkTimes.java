/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.internal.convention.MetricAttributes;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.ServerEndpoint;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;

/**
 * Records the times between the chunks of one stream.
 *
 * <p>A time is recorded within the stream's span, to which it may then lead as an example, if it is
 * the longest so far: of a thousand chunks a handful are. For each the SDK makes objects. Not safe
 * for use by several threads at once.
 */
final class ChunkTimes {
  private final InferenceMetrics metrics;
  private final Attributes attributes;
  private final Context context;

  /** The same, but for the span. */
  private final Context withoutSpan;

  private double longest;

  /**
   * Creates what records for a request.
   *
   * @param context that of the stream's span
   */
  ChunkTimes(
      InferenceMetrics metrics,
      InferenceRequest request,
      ServerEndpoint endpoint,
      Context context) {
    this.metrics = metrics;
    this.attributes = MetricAttributes.ofRequest(request, endpoint);
    this.context = context;
    this.withoutSpan = context.with(Span.getInvalid());
  }

  void record(double seconds) {
    boolean isLongest = seconds > longest;
    if (isLongest) {
      longest = seconds;
    }
    metrics.timePerOutputChunk(seconds, attributes, isLongest ? context : withoutSpan);
  }
}
