/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import static io.github.bedrocktracing.internal.stream.Frames.ALL;
import static io.github.bedrocktracing.internal.stream.Frames.DELTA;
import static io.github.bedrocktracing.internal.stream.Frames.PRELUDE_LENGTH;
import static io.github.bedrocktracing.internal.stream.Frames.START;
import static io.github.bedrocktracing.internal.stream.Frames.STOP;
import static io.github.bedrocktracing.internal.stream.Frames.frame;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.server.EventStreams;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A decoder stops where a stream is damaged, and keeps nothing for a length that lies. */
class EventStreamDamageTest {
  private final FrameRecorder frames = new FrameRecorder();
  private final EventStreamDecoder decoder = new EventStreamDecoder(frames);

  @Test
  void stopsAtADamagedPrelude() {
    for (int at = 0; at < PRELUDE_LENGTH; at++) {
      byte[] damaged = DELTA.clone();
      damaged[at] ^= 1;
      FrameRecorder seen = new FrameRecorder();
      EventStreamDecoder stopping = new EventStreamDecoder(seen);

      stopping.feed(ByteBuffer.wrap(EventStreams.concat(START, damaged, STOP)));
      stopping.feed(ByteBuffer.wrap(STOP));

      assertThat(seen.seen).as("byte %d", at).containsExactly("EVENT messageStart first");
      assertThat(stopping.hasUnreadFrame()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 15, 24 * 1024 * 1024 + 1, Integer.MAX_VALUE})
  void stopsAtALyingTotalLength(int total) {
    decoder.feed(ByteBuffer.wrap(frame(total, 0, new byte[4])));
    decoder.feed(ByteBuffer.wrap(STOP));

    assertThat(frames.begun).isEmpty();
    assertThat(decoder.hasUnreadFrame()).isTrue();
    assertThat(DecoderMemory.of(decoder)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 5, 85, 128 * 1024 + 1, Integer.MAX_VALUE})
  void stopsAtALyingLengthOfHeaders(int headersLength) {
    decoder.feed(ByteBuffer.wrap(frame(20, headersLength, new byte[8])));
    decoder.feed(ByteBuffer.wrap(STOP));

    assertThat(frames.begun).isEmpty();
    assertThat(decoder.hasUnreadFrame()).isTrue();
    assertThat(DecoderMemory.of(decoder)).isZero();
  }

  @Test
  void aLyingLengthCannotMakeItKeepMoreThanAFramesLimit() {
    // The largest headers that are believed, and only a few bytes of them.
    decoder.feed(ByteBuffer.wrap(frame(1024 * 1024, 128 * 1024, new byte[8])));

    assertThat(decoder.hasUnreadFrame()).isFalse();
    assertThat(DecoderMemory.of(decoder)).isLessThanOrEqualTo(128 * 1024);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 11, 100, 127, 128, 255})
  void stopsAtAnUnknownTypeOfHeader(int valueType) {
    byte[] headers = {1, 'a', (byte) valueType, 0};
    stopsAtHeaders(headers);
  }

  @Test
  void stopsAtHeadersThatRunOverTheirEnd() {
    stopsAtHeaders(new byte[] {1});
    stopsAtHeaders(new byte[] {(byte) 200, 'a', 7});
    stopsAtHeaders(new byte[] {1, 'a'});
    stopsAtHeaders(new byte[] {1, 'a', 7});
    stopsAtHeaders(new byte[] {1, 'a', 7, 0});
    stopsAtHeaders(new byte[] {1, 'a', 7, 0, 1});
    stopsAtHeaders(new byte[] {1, 'a', 6, (byte) 0xff, (byte) 0xff, 0});
    stopsAtHeaders(new byte[] {1, 'a', 5, 0, 0, 0});
  }

  @Test
  void leavesTheChecksumOfTheWholeFrameToTheSdk() {
    byte[] damaged = DELTA.clone();
    damaged[damaged.length - 1] ^= 1;

    decoder.feed(ByteBuffer.wrap(EventStreams.concat(START, damaged, STOP)));

    assertThat(frames.seen).isEqualTo(ALL);
  }

  @Test
  void anyBytesAtAllAreTakenToTheirEndWithoutAThrow() {
    Random random = new Random(20261120);
    for (int i = 0; i < 100_000; i++) {
      EventStreamDecoder any = new EventStreamDecoder(new FrameRecorder());
      byte[] bytes = random(random, i);
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      if (bytes.length > 0 && random.nextBoolean()) {
        buffer.limit(random.nextInt(bytes.length));
        any.feed(buffer);
        buffer.limit(bytes.length);
      }
      any.feed(buffer);
      assertThat(any.hasUnreadFrame() || !buffer.hasRemaining()).as("input %d", i).isTrue();
    }
  }

  private void stopsAtHeaders(byte[] headers) {
    FrameRecorder seen = new FrameRecorder();
    EventStreamDecoder stopping = new EventStreamDecoder(seen);
    byte[] rest = Arrays.copyOf(headers, headers.length + 4);

    stopping.feed(ByteBuffer.wrap(frame(16 + headers.length, headers.length, rest)));
    stopping.feed(ByteBuffer.wrap(STOP));

    assertThat(seen.begun).isEmpty();
    assertThat(stopping.hasUnreadFrame()).isTrue();
  }

  /** Returns random bytes, two thirds of them with a prelude that is believed. */
  private static byte[] random(Random random, int round) {
    byte[] rest = new byte[random.nextInt(200)];
    random.nextBytes(rest);
    if (round % 3 == 0) {
      return rest;
    }
    int total = round % 3 == 1 ? 16 + random.nextInt(200) : random.nextInt();
    return frame(total, random.nextInt(Math.max(1, Math.min(total, 300)) + 4) - 2, rest);
  }
}
