/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry.metrics;

import io.github.bedrocktracing.internal.convention.Conventions;
import io.github.bedrocktracing.internal.convention.MetricAttributes;
import io.github.bedrocktracing.internal.inference.Caller;
import io.github.bedrocktracing.internal.inference.Completion;
import io.github.bedrocktracing.internal.inference.Cost;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.ServerEndpoint;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** The metrics of calls, made with one OpenTelemetry instance. */
public record CallMetrics(
    CallMetricAttributes attributes,
    InferenceMetrics inference,
    CostMetrics cost,
    GuardrailMetrics guardrails) {
  /** Makes the metrics of calls with one meter, under the names of the conventions. */
  public static CallMetrics of(Meter meter, Conventions conventions) {
    return new CallMetrics(
        new CallMetricAttributes(),
        conventions == Conventions.LATEST
            ? new LatestInferenceMetrics(meter)
            : new ReleasedInferenceMetrics(meter),
        new CostMetrics(meter),
        new GuardrailMetrics(meter));
  }

  /**
   * Returns what records the times between the chunks of an answer, whose span is in the context.
   */
  public ChunkTimes chunkTimes(InferenceRequest request, ServerEndpoint endpoint, Context context) {
    return new ChunkTimes(inference, MetricAttributes.ofRequest(request, endpoint), context);
  }

  /** Returns whether anybody reads any of them now. */
  public boolean areRead() {
    return inference.areRead() || cost.areRead() || guardrails.areRead();
  }

  /**
   * Counts a call that has ended.
   *
   * @param costs what it cost; null when that is not known
   * @param caller on whose behalf it was made
   * @param whole also what whoever makes another span of the call counts
   * @param seconds how long it took
   */
  public void record(
      InferenceRequest request,
      ServerEndpoint endpoint,
      Completion completion,
      @Nullable Cost costs,
      Caller caller,
      boolean whole,
      double seconds,
      Context context) {
    Attributes common = attributes.of(request, completion.response(), endpoint);
    if (whole) {
      OperationName operation = completion.operationOf(request);
      inference.duration(
          operation, seconds, MetricAttributes.withFailure(common, completion.failure()), context);
      inference.tokens(operation, completion.response().usage(), common, context);
    }
    if (costs != null) {
      cost.record(costs, MetricAttributes.ofCost(common, caller), context);
    }
    guardrails.record(completion.response().guardrail().result(), common, context);
    if (completion.secondsToFirstChunk() != null) {
      inference.timeToFirstChunk(completion.secondsToFirstChunk(), common, context);
    }
  }
}
