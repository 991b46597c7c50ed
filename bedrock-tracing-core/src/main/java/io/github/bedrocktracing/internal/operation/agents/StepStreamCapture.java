/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation.agents;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import io.github.bedrocktracing.internal.operation.capture.OperationCapture;
import io.github.bedrocktracing.internal.stream.StreamAccumulator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkResponse;

/**
 * What the captures of operations have in common whose stream tells of steps: agents, flows and
 * agentic retrievals. They give their whole answer in it, to somebody who listens.
 */
abstract class StepStreamCapture implements OperationCapture {
  /** Returns a new accumulator for one attempt's stream, which tells the listener of its steps. */
  abstract StreamAccumulator newAccumulator(
      @Nullable CaptureLimits content, AgentListener listener);

  @Override
  public final InferenceResponse.Builder response(
      SdkResponse response, @Nullable CaptureLimits content) {
    return InferenceResponse.builder();
  }

  @Override
  public final @Nullable StreamAccumulator newStreamAccumulator(
      @Nullable CaptureLimits content, @Nullable AgentListener listener) {
    return listener == null ? null : newAccumulator(content, listener);
  }
}
