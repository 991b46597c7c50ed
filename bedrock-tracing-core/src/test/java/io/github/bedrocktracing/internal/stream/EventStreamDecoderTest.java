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
import static io.github.bedrocktracing.internal.stream.Frames.encode;
import static io.github.bedrocktracing.internal.stream.Frames.eventHeaders;
import static io.github.bedrocktracing.internal.stream.Frames.frame;
import static io.github.bedrocktracing.internal.stream.Frames.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.server.EventStreams;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.eventstream.HeaderValue;

/** A decoder reads the frames of the SDK's own encoder, however they come. */
class EventStreamDecoderTest {
  private final FrameRecorder frames = new FrameRecorder();
  private final EventStreamDecoder decoder = new EventStreamDecoder(frames);

  @ParameterizedTest
  @EnumSource
  void readsFramesThatShareABuffer(BufferKind kind) {
    ByteBuffer buffer = kind.of(EventStreams.concat(START, DELTA, STOP));

    decoder.feed(buffer);

    assertThat(frames.seen).isEqualTo(ALL);
    assertThat(buffer.hasRemaining()).isFalse();
    assertThat(decoder.hasUnreadFrame()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void readsFramesSplitAtEveryByte(BufferKind kind) {
    byte[] stream = EventStreams.concat(START, DELTA, STOP);
    for (int at = 0; at <= stream.length; at++) {
      FrameRecorder seen = new FrameRecorder();
      EventStreamDecoder split = new EventStreamDecoder(seen);
      split.feed(kind.of(Arrays.copyOfRange(stream, 0, at)));
      split.feed(kind.of(Arrays.copyOfRange(stream, at, stream.length)));

      assertThat(seen.seen).as("split at %d", at).isEqualTo(ALL);
      assertThat(split.hasUnreadFrame()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsFramesByteByByte(BufferKind kind) {
    for (byte one : EventStreams.concat(START, DELTA, STOP)) {
      decoder.feed(kind.of(new byte[] {one}));
    }

    assertThat(frames.seen).isEqualTo(ALL);
  }

  @Test
  void passesOverEmptyBuffers() {
    decoder.feed(ByteBuffer.allocate(0));
    decoder.feed(ByteBuffer.wrap(START));
    decoder.feed(ByteBuffer.allocateDirect(0));

    assertThat(frames.seen).containsExactly("EVENT messageStart first");
  }

  @Test
  void handsAFrameOverWithItsLastPayloadByteAndNotBefore() {
    decoder.feed(ByteBuffer.wrap(START, 0, START.length - 5));
    assertThat(frames.seen).isEmpty();

    decoder.feed(ByteBuffer.wrap(START, START.length - 5, 1));
    assertThat(frames.seen).containsExactly("EVENT messageStart first");
  }

  @Test
  void tellsOfAFrameBeforeItsPayloadHasCome() {
    int headersLength = ByteBuffer.wrap(START).getInt(4);

    decoder.feed(ByteBuffer.wrap(START, 0, PRELUDE_LENGTH + headersLength));

    assertThat(frames.begun).containsExactly("EVENT messageStart");
    assertThat(frames.seen).isEmpty();
  }

  @Test
  void readsFramesWithoutPayload() {
    byte[] empty = EventStreams.event("messageStart", "");
    decoder.feed(ByteBuffer.wrap(EventStreams.concat(empty, empty, STOP)));

    assertThat(frames.seen)
        .containsExactly("EVENT messageStart ", "EVENT messageStart ", "EVENT messageStop third");
  }

  @Test
  void readsFramesWithoutHeaders() {
    decoder.feed(ByteBuffer.wrap(EventStreams.concat(encode(Map.of(), "first"), STOP)));

    assertThat(frames.seen).containsExactly("OTHER  first", "EVENT messageStop third");
  }

  @Test
  void readsFramesWithoutAnything() {
    byte[] empty = frame(16, 0, new byte[4]);
    decoder.feed(ByteBuffer.wrap(EventStreams.concat(empty, empty, STOP)));

    assertThat(frames.seen).containsExactly("OTHER  ", "OTHER  ", "EVENT messageStop third");
  }

  @Test
  void tellsEventsExceptionsAndErrorsApart() {
    decoder.feed(
        ByteBuffer.wrap(
            EventStreams.concat(
                EventStreams.exception("throttlingException", "slow down"),
                encode(
                    Map.of(
                        ":message-type", HeaderValue.fromString("error"),
                        ":error-code", HeaderValue.fromString("InternalError"),
                        ":error-message", HeaderValue.fromString("broken")),
                    ""),
                encode(Map.of(":message-type", HeaderValue.fromString("initial")), ""),
                STOP)));

    assertThat(frames.begun)
        .containsExactly(
            "EXCEPTION throttlingException", "ERROR InternalError", "OTHER ", "EVENT messageStop");
  }

  @Test
  void readsPastHeadersOfEveryType() {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put("true", HeaderValue.fromBoolean(true));
    headers.put("false", HeaderValue.fromBoolean(false));
    headers.put("byte", HeaderValue.fromByte((byte) 1));
    headers.put("short", HeaderValue.fromShort((short) 2));
    headers.put("integer", HeaderValue.fromInteger(3));
    headers.put("long", HeaderValue.fromLong(4));
    headers.put("bytes", HeaderValue.fromByteArray(new byte[300]));
    headers.put("timestamp", HeaderValue.fromTimestamp(Instant.EPOCH));
    headers.put("uuid", HeaderValue.fromUuid(new UUID(1, 2)));
    headers.put("string", HeaderValue.fromString("ü"));
    headers.put(":event-type", HeaderValue.fromString("messageStop"));
    headers.put(":message-type", HeaderValue.fromString("event"));

    decoder.feed(ByteBuffer.wrap(EventStreams.concat(encode(headers, "first"), STOP)));

    assertThat(frames.seen).containsExactly("EVENT messageStop first", "EVENT messageStop third");
  }

  @Test
  void remembersTheTypesOfOneFrameForThatFrameAlone() {
    decoder.feed(ByteBuffer.wrap(EventStreams.concat(START, encode(Map.of(), "second"))));

    assertThat(frames.begun).containsExactly("EVENT messageStart", "OTHER ");
  }

  @Test
  void readsMoreTypesThanItRemembers() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String type = "type" + i % 70;
      decoder.feed(ByteBuffer.wrap(EventStreams.event(type, "")));
      expected.add("EVENT " + type);
    }

    assertThat(frames.begun).isEqualTo(expected);
  }

  @Test
  void skipsPayloadsThatAreNotWanted() {
    frames.unwanted = "contentBlockDelta";

    for (byte one : EventStreams.concat(START, DELTA, STOP)) {
      decoder.feed(ByteBuffer.wrap(new byte[] {one}));
    }

    assertThat(frames.begun).hasSize(3);
    assertThat(frames.seen).containsExactly("EVENT messageStart first", "EVENT messageStop third");
    assertThat(decoder.hasUnreadFrame()).isFalse();
  }

  @Test
  void doesNotChangeTheBytesItReads() {
    byte[] stream = EventStreams.concat(START, DELTA, STOP);
    byte[] before = stream.clone();

    decoder.feed(ByteBuffer.wrap(stream));

    assertThat(stream).isEqualTo(before);
  }

  @Test
  void framesDecodeTheSameHoweverTheyAreSplit() {
    Random random = new Random(42);
    BufferKind[] kinds = BufferKind.values();
    for (int round = 0; round < 500; round++) {
      List<String> expected = new ArrayList<>();
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      for (int i = random.nextInt(12); i >= 0; i--) {
        String type = "type" + random.nextInt(40);
        byte[] text = new byte[random.nextInt(random.nextInt(10) == 0 ? 5000 : 60)];
        random.nextBytes(text);
        stream.writeBytes(encode(eventHeaders(type), json(text).getBytes(StandardCharsets.UTF_8)));
        expected.add("EVENT " + type + " " + new String(text, StandardCharsets.ISO_8859_1));
      }
      FrameRecorder seen = new FrameRecorder();
      EventStreamDecoder any = new EventStreamDecoder(seen);
      byte[] bytes = stream.toByteArray();
      for (int from = 0; from < bytes.length; ) {
        int to = Math.min(bytes.length, from + random.nextInt(random.nextBoolean() ? 20 : 3000));
        any.feed(kinds[random.nextInt(kinds.length)].of(Arrays.copyOfRange(bytes, from, to)));
        from = to;
      }

      assertThat(seen.seen).as("round %d", round).isEqualTo(expected);
      assertThat(any.hasUnreadFrame()).isFalse();
    }
  }
}
