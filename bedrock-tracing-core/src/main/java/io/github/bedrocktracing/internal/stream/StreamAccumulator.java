/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.json.JsonBytes;

/** Folds the events of one streamed response into a response record. */
public interface StreamAccumulator {
  /** Returns whether the payload of events of this type is needed. */
  boolean wants(String eventType);

  /** Takes an event; the payload is only valid during the call. */
  void event(String eventType, JsonBytes payload);

  /** Returns whether everything that the protocol promises has come. */
  boolean isComplete();

  /** Returns whether any event may be the last, because the protocol has no closing one. */
  default boolean mayEndAnywhere() {
    return false;
  }

  /** Returns what is known so far. */
  InferenceResponse.Builder response();
}
