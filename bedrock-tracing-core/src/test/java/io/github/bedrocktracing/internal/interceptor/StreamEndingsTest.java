/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.operation.StreamInterruption;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

final class StreamEndingsTest {
  @Test
  void errorsTellWhyTheStreamFailed() {
    assertThat(StreamEndings.interruption(new IOException(new IOException("Request cancelled"))))
        .isEqualTo(StreamInterruption.CANCELLED_OR_TIMED_OUT);
    assertThat(StreamEndings.interruption(new IOException(new CancellationException())))
        .isEqualTo(StreamInterruption.CANCELLED);
  }

  /** Such an error comes of an HTTP client of the program's own. */
  @Test
  void errorThatThrowsWhenAsked_isALostConnection() {
    RuntimeException mute =
        new RuntimeException() {
          @Override
          public String getMessage() {
            throw new UnsupportedOperationException("no message");
          }
        };
    RuntimeException deaf =
        new RuntimeException("lost") {
          @Override
          public synchronized Throwable getCause() {
            throw new UnsupportedOperationException("no cause");
          }
        };

    assertThat(StreamEndings.interruption(mute)).isEqualTo(StreamInterruption.CONNECTION_LOST);
    assertThat(StreamEndings.interruption(deaf)).isEqualTo(StreamInterruption.CONNECTION_LOST);
  }
}
