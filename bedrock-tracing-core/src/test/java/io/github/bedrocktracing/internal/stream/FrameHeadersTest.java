/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Headers are those of their own frame, whatever those of the frame before were. */
class FrameHeadersTest {
  private static final byte[] START = headers("event", "messageStart");
  private static final byte[] DELTA = headers("event", "contentBlockDelta");

  private final FrameHeaders headers = new FrameHeaders();

  @Test
  void sameHeadersAgain_meanTheSame() {
    for (int i = 0; i < 3; i++) {
      assertThat(headers.read(DELTA, 0, DELTA.length)).isTrue();
      assertThat(headers.kind()).isEqualTo(FrameKind.EVENT);
      assertThat(headers.type()).isEqualTo("contentBlockDelta");
    }
  }

  @Test
  void headersBehindDamagedOnes_areReadAnew() {
    headers.read(START, 0, START.length);
    assertThat(headers.read(START, 0, START.length - 1)).isFalse();

    assertThat(headers.read(START, 0, START.length)).isTrue();

    assertThat(headers.kind()).isEqualTo(FrameKind.EVENT);
    assertThat(headers.type()).isEqualTo("messageStart");
  }

  @Test
  void headersBehindVeryLongOnes_areReadAnew() {
    byte[] longOnes = headers("exception", "x".repeat(1000));
    headers.read(START, 0, START.length);
    headers.read(longOnes, 0, longOnes.length);
    assertThat(headers.kind()).isEqualTo(FrameKind.EXCEPTION);

    assertThat(headers.read(START, 0, START.length)).isTrue();

    assertThat(headers.kind()).isEqualTo(FrameKind.EVENT);
    assertThat(headers.type()).isEqualTo("messageStart");
  }

  @Test
  void otherHeadersOfTheSameLength_areOthers() {
    byte[] stop = headers("event", "messageEnded");
    headers.read(START, 0, START.length);

    assertThat(headers.read(stop, 0, stop.length)).isTrue();

    assertThat(stop).hasSameSizeAs(START);
    assertThat(headers.type()).isEqualTo("messageEnded");
  }

  private static byte[] headers(String messageType, String type) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    header(out, ":event-type", type);
    header(out, ":message-type", messageType);
    return out.toByteArray();
  }

  private static void header(ByteArrayOutputStream out, String name, String value) {
    out.write(name.length());
    out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    out.write(7);
    out.write(value.length() >> 8);
    out.write(value.length());
    out.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
  }
}
