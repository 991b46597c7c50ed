/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation;

import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.stream.StreamAccumulator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/** Turns what the SDK passes for one execution of an operation into neutral records. */
public interface OperationCapture {
  /** Reads the request. */
  InferenceRequest request(SdkRequest request);

  /** Reads the response of an operation that does not stream. */
  InferenceResponse.Builder response(SdkResponse response);

  /** Returns a new accumulator for one attempt's stream; null when the operation has none. */
  @Nullable StreamAccumulator newStreamAccumulator();
}
