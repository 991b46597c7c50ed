/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry.metrics;

import io.github.bedrocktracing.internal.convention.MetricAttributes;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.ServerEndpoint;
import io.opentelemetry.api.common.Attributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the attributes that all metrics of a call carry. Those of the last call are kept: most
 * calls have the same, and a metric finds by them what it adds to, the quicker if they are not only
 * equal but the very same.
 */
public final class CallMetricAttributes {
  private volatile @Nullable Last last;

  /** Returns what is known of an execution that has ended, except for a failure. */
  public Attributes of(
      InferenceRequest request, InferenceResponse response, ServerEndpoint endpoint) {
    Last present = last;
    if (present == null || !present.isOf(request, response, endpoint)) {
      present =
          new Last(
              request.operation(),
              request.model(),
              response.operation(),
              response.model(),
              endpoint,
              MetricAttributes.ofResponse(request, response, endpoint));
      last = present;
    }
    return present.attributes;
  }

  private record Last(
      OperationName operation,
      @Nullable String model,
      @Nullable OperationName ofResponse,
      @Nullable String modelOfResponse,
      ServerEndpoint endpoint,
      Attributes attributes) {
    boolean isOf(InferenceRequest request, InferenceResponse response, ServerEndpoint server) {
      return operation == request.operation()
          && ofResponse == response.operation()
          && Objects.equals(model, request.model())
          && Objects.equals(modelOfResponse, response.model())
          && endpoint.isSame(server);
    }
  }
}
