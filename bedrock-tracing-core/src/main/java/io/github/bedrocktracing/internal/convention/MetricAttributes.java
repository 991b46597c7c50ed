/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import static io.github.bedrocktracing.internal.convention.CommonAttributes.ERROR_TYPE;
import static io.github.bedrocktracing.internal.convention.CommonAttributes.SERVER_ADDRESS;
import static io.github.bedrocktracing.internal.convention.CommonAttributes.SERVER_PORT;
import static io.github.bedrocktracing.internal.convention.GenAiAttributes.OPERATION_NAME;
import static io.github.bedrocktracing.internal.convention.GenAiAttributes.PROVIDER_AWS_BEDROCK;
import static io.github.bedrocktracing.internal.convention.GenAiAttributes.PROVIDER_NAME;
import static io.github.bedrocktracing.internal.convention.GenAiAttributes.REQUEST_MODEL;
import static io.github.bedrocktracing.internal.convention.GenAiAttributes.RESPONSE_MODEL;

import io.github.bedrocktracing.internal.inference.Caller;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.ServerEndpoint;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;

/** The few attributes that metrics carry; none of them grows with the number of calls. */
public final class MetricAttributes {
  private MetricAttributes() {}

  /** Returns what is known when the request is sent. */
  public static Attributes ofRequest(InferenceRequest request, ServerEndpoint endpoint) {
    return common(request.operation(), request, endpoint).build();
  }

  /** Returns what is known when the execution has ended, except for a failure. */
  public static Attributes ofResponse(
      InferenceRequest request, InferenceResponse response, ServerEndpoint endpoint) {
    OperationName operation = response.operation();
    return common(operation == null ? request.operation() : operation, request, endpoint)
        .put(RESPONSE_MODEL, response.model())
        .build();
  }

  /** Returns the attributes with the kind of failure, if there was one. */
  public static Attributes withFailure(Attributes attributes, @Nullable Failure failure) {
    return failure == null
        ? attributes
        : attributes.toBuilder().put(ERROR_TYPE, failure.errorType()).build();
  }

  /** Returns the attributes of what a call cost, with who had it made. */
  public static Attributes ofCost(Attributes attributes, Caller caller) {
    return attributes.toBuilder().put(CallMetricNames.CALLER, caller.value()).build();
  }

  private static AttributesBuilder common(
      OperationName operation, InferenceRequest request, ServerEndpoint endpoint) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put(OPERATION_NAME, operation.value())
            .put(PROVIDER_NAME, PROVIDER_AWS_BEDROCK)
            .put(REQUEST_MODEL, request.model())
            .put(SERVER_ADDRESS, endpoint.host());
    if (endpoint.host() != null && endpoint.port() != null) {
      attributes.put(SERVER_PORT, endpoint.port());
    }
    return attributes;
  }
}
