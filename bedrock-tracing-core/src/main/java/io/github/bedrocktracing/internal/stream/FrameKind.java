/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

/** What a frame of an event stream holds, after its {@code :message-type} header. */
enum FrameKind {
  /** An event of the operation. */
  EVENT,
  /** A modelled exception, which ends the stream. */
  EXCEPTION,
  /** An error that the model of the operation does not name, which ends the stream. */
  ERROR,
  /** Anything else. */
  OTHER
}
