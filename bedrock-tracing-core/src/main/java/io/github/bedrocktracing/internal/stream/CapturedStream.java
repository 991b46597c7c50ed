/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.StreamOutcome;
import org.jspecify.annotations.Nullable;

/** What the body of one attempt's response has shown so far. */
public interface CapturedStream {
  /** Returns the response as far as it came, and ignores whatever comes later. */
  InferenceResponse.Builder close();

  /**
   * Returns how the body ended, if the execution itself did not fail; null when the library could
   * not read it to its end, and so cannot tell.
   */
  @Nullable StreamOutcome outcome();

  /** Returns the failure that the body itself told of; null when it told of none. */
  @Nullable Failure failure();

  /** Returns when the first chunk came, on the capture's clock; null when none has. */
  @Nullable Long firstChunkNanos();

  /** Returns when the last chunk came, on the capture's clock; null when none has. */
  @Nullable Long lastChunkNanos();

  /** Returns whether anybody has begun to read. */
  boolean isSubscribed();

  /** Returns whether the body is left to the caller, who has the result and has yet to read it. */
  default boolean isLeftToRead() {
    return false;
  }
}
