/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import io.github.bedrocktracing.BedrockTracing;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;

/** Tracing switched off for a single request. */
public final class RequestSwitch {
  private RequestSwitch() {}

  /** Returns the same request with the wish not to be traced. */
  public static ConverseRequest untraced(ConverseRequest request) {
    // readme:start request-switch
    ConverseRequest untraced =
        request.toBuilder()
            .overrideConfiguration(
                config -> config.putExecutionAttribute(BedrockTracing.TRACE_REQUEST, false))
            .build();
    // readme:end request-switch
    return untraced;
  }
}
