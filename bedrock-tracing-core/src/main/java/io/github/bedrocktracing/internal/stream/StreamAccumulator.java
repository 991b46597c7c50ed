/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.json.JsonBytes;
import org.jspecify.annotations.Nullable;

/** Folds the events of one streamed response into a response record. */
public interface StreamAccumulator {
  /** Returns whether the payload of events of this type is needed. */
  boolean wants(String eventType);

  /** Takes an event; the payload is only valid during the call. */
  void event(String eventType, JsonBytes payload);

  /**
   * Takes an event of which no more is known than its type, as it is too large to look into.
   *
   * @return whether no more than content is lost
   */
  default boolean passOver(String eventType) {
    return false;
  }

  /**
   * The service has ended the stream with an exception; its message may quote content.
   *
   * @param type its name on the wire, such as {@code throttlingException}
   */
  default void exception(String type) {}

  /** Returns whether everything that the protocol promises has come. */
  boolean isComplete();

  /**
   * Returns whether nothing is known to be missing, once the service has sent its last byte; for
   * protocols that have no closing event.
   */
  default boolean isCompleteAtLastByte() {
    return isComplete();
  }

  /** Returns whether events of this type are parts of the answer, which the caller waits for. */
  default boolean isChunk(String eventType) {
    return true;
  }

  /** Returns the failure that the events told of; null when they told of none. */
  default @Nullable Failure failure() {
    return null;
  }

  /** Returns what is known so far. */
  InferenceResponse.Builder response();
}
