/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation;

import java.util.concurrent.CancellationException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** Why the connection failed under a stream, as far as its error tells. */
public enum StreamInterruption {
  /** The caller cancelled the call; the SDK says nothing more. */
  CANCELLED,
  /** The time for the whole call ran out; the SDK says nothing more. */
  TIMED_OUT,
  /** The time for the attempt ran out; the SDK tries again or reports the failure. */
  ATTEMPT_TIMED_OUT,
  /**
   * Over HTTP/1.1 the SDK's client gives one error for a cancelled call and for both timeouts; the
   * SDK may or may not say more.
   */
  CANCELLED_OR_TIMED_OUT,
  /** The SDK tries again, after however long its strategy waits, or reports the failure. */
  CONNECTION_LOST;

  /** What Netty's client says when the SDK makes it give up a request. */
  private static final String GIVEN_UP = "Request cancelled";

  private static final int MAX_CAUSES = 8;

  /**
   * Reads the reason from the error that the stream ended with, which may be the program's own and
   * throw when asked.
   */
  public static StreamInterruption of(Throwable error) {
    Throwable cause = error;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      if (cause instanceof CancellationException) {
        return CANCELLED;
      }
      if (cause instanceof ApiCallTimeoutException) {
        return TIMED_OUT;
      }
      if (cause instanceof ApiCallAttemptTimeoutException) {
        return ATTEMPT_TIMED_OUT;
      }
      if (GIVEN_UP.equals(cause.getMessage())) {
        return CANCELLED_OR_TIMED_OUT;
      }
      cause = cause.getCause();
    }
    return CONNECTION_LOST;
  }
}
