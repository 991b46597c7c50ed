/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import static io.github.bedrocktracing.internal.stream.Frames.START;
import static io.github.bedrocktracing.internal.stream.Frames.STOP;
import static io.github.bedrocktracing.internal.stream.Frames.encode;
import static io.github.bedrocktracing.internal.stream.Frames.eventHeaders;
import static io.github.bedrocktracing.internal.stream.Frames.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.server.EventStreams;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A decoder holds on to no more than a frame that comes in parts, up to a limit. */
class EventStreamMemoryTest {
  private final FrameRecorder frames = new FrameRecorder();
  private final EventStreamDecoder decoder = new EventStreamDecoder(frames);

  @Test
  void readsAPayloadAtTheLimit() {
    byte[] atLimit = encode(eventHeaders("big"), new byte[EventStreamDecoder.MAX_PAYLOAD_LENGTH]);

    decoder.feed(ByteBuffer.wrap(EventStreams.concat(atLimit, STOP)));

    assertThat(frames.lengths)
        .containsExactly(EventStreamDecoder.MAX_PAYLOAD_LENGTH, json("third").length());
    assertThat(decoder.hasUnreadFrame()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void skipsAPayloadOverTheLimitAndReadsTheFrameAfterIt(BufferKind kind) {
    byte[] tooBig =
        encode(eventHeaders("big"), new byte[EventStreamDecoder.MAX_PAYLOAD_LENGTH + 1]);

    for (byte[] part : parts(EventStreams.concat(START, tooBig, STOP), 8 * 1024)) {
      decoder.feed(kind.of(part));
      assertThat(DecoderMemory.of(decoder)).isLessThan(64 * 1024);
    }

    assertThat(frames.begun)
        .containsExactly("EVENT messageStart", "EVENT big", "EVENT messageStop");
    assertThat(frames.seen).containsExactly("EVENT messageStart first", "EVENT messageStop third");
    assertThat(decoder.hasUnreadFrame()).isTrue();
  }

  @Test
  void givesTheBufferBackAfterABigFrame() {
    byte[] big = encode(eventHeaders("big"), new byte[1024 * 1024]);

    for (byte[] part : parts(big, 8 * 1024)) {
      decoder.feed(ByteBuffer.wrap(part));
    }
    assertThat(frames.lengths).containsExactly(1024 * 1024);
    assertThat(DecoderMemory.of(decoder)).isLessThanOrEqualTo(1024);

    decoder.feed(ByteBuffer.wrap(STOP));
    assertThat(frames.seen).endsWith("EVENT messageStop third");
  }

  @Test
  void keepsNoCopyOfFramesThatComeWhole() {
    decoder.feed(ByteBuffer.wrap(encode(eventHeaders("big"), new byte[1024 * 1024])));

    assertThat(frames.lengths).containsExactly(1024 * 1024);
    assertThat(DecoderMemory.of(decoder)).isLessThanOrEqualTo(1024);
  }

  private static List<byte[]> parts(byte[] bytes, int length) {
    List<byte[]> parts = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += length) {
      parts.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length)));
    }
    return parts;
  }
}
