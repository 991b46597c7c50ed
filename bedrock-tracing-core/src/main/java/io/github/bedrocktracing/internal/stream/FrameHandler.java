/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.json.JsonBytes;

/** Receives the frames of an event stream from a decoder. */
interface FrameHandler {
  /**
   * A frame began whose payload is still unread.
   *
   * @param kind what the frame holds
   * @param type the event's or exception's type, such as {@code messageStop}; empty when not named
   * @return whether the payload is wanted; one that is not is skipped without being kept
   */
  boolean begin(FrameKind kind, String type);

  /** The payload of the frame that began last; only valid during the call. */
  void payload(JsonBytes payload);

  /** The payload of the frame that began last was wanted, but is too large to look into. */
  void passedOver();
}
