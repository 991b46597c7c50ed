/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import org.jspecify.annotations.Nullable;

/**
 * How an execution came to its end.
 *
 * @param response what came back, as far as it did
 * @param streamOutcome how the stream ended; null for an answer that is no stream
 * @param failure why the execution failed; null when it did not
 * @param requestId the id that AWS gave the last attempt
 * @param retries the number of attempts after the first
 * @param secondsToFirstChunk from the start of the execution to the first chunk of the stream, in
 *     seconds; null when none came
 */
public record Completion(
    InferenceResponse response,
    @Nullable StreamOutcome streamOutcome,
    @Nullable Failure failure,
    @Nullable String requestId,
    int retries,
    @Nullable Double secondsToFirstChunk) {
  /** Returns what was done: what the response tells, else what was asked for. */
  public OperationName operationOf(InferenceRequest request) {
    OperationName told = response.operation();
    return told == null ? request.operation() : told;
  }

  /** Returns the same without the tokens, for a span whose parent tells them. */
  public Completion withoutUsage() {
    return new Completion(
        response.withoutUsage(), streamOutcome, failure, requestId, retries, secondsToFirstChunk);
  }

  /** Returns the same without the failure, for a span that has not failed by it. */
  public Completion withoutFailure() {
    return failure == null
        ? this
        : new Completion(response, streamOutcome, null, requestId, retries, secondsToFirstChunk);
  }
}
