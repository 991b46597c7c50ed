/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.json.ByteSink;
import io.github.bedrocktracing.internal.json.JsonBytes;
import io.github.bedrocktracing.testing.server.EventStreams;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** The decoder against frames made by the SDK's own encoder, and against damage. */
class EventStreamDecoderTest {
  private static final int PRELUDE_LENGTH = 12;
  private static final byte[] START = EventStreams.event("messageStart", json("first"));
  private static final byte[] DELTA = EventStreams.event("contentBlockDelta", json("second"));
  private static final byte[] STOP = EventStreams.event("messageStop", json("third"));
  private static final List<String> ALL =
      List.of(
          "EVENT messageStart first", "EVENT contentBlockDelta second", "EVENT messageStop third");

  private final Recorder frames = new Recorder();
  private final EventStreamDecoder decoder = new EventStreamDecoder(frames);

  /** The kinds of buffers that a source may hand over. */
  enum BufferKind {
    HEAP,
    DIRECT,
    READ_ONLY,
    HEAP_SLICE,
    DIRECT_SLICE,
    HEAP_WITH_POSITION_AND_LIMIT;

    ByteBuffer of(byte[] bytes) {
      return switch (this) {
        case HEAP -> ByteBuffer.wrap(bytes);
        case DIRECT -> ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        case READ_ONLY -> ByteBuffer.wrap(bytes).asReadOnlyBuffer();
        case HEAP_SLICE -> slice(ByteBuffer.allocate(bytes.length + 9), bytes);
        case DIRECT_SLICE -> slice(ByteBuffer.allocateDirect(bytes.length + 9), bytes);
        case HEAP_WITH_POSITION_AND_LIMIT ->
            ByteBuffer.allocate(bytes.length + 9)
                .position(4)
                .put(bytes)
                .limit(4 + bytes.length)
                .position(4);
      };
    }

    private static ByteBuffer slice(ByteBuffer around, byte[] bytes) {
      return around.position(5).put(bytes).flip().position(5).slice();
    }
  }

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
      Recorder seen = new Recorder();
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
  void stopsAtADamagedPrelude() {
    for (int at = 0; at < PRELUDE_LENGTH; at++) {
      byte[] damaged = DELTA.clone();
      damaged[at] ^= 1;
      Recorder seen = new Recorder();
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
    assertThat(bufferLength()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 5, 85, 128 * 1024 + 1, Integer.MAX_VALUE})
  void stopsAtALyingLengthOfHeaders(int headersLength) {
    decoder.feed(ByteBuffer.wrap(frame(20, headersLength, new byte[8])));
    decoder.feed(ByteBuffer.wrap(STOP));

    assertThat(frames.begun).isEmpty();
    assertThat(decoder.hasUnreadFrame()).isTrue();
    assertThat(bufferLength()).isZero();
  }

  @Test
  void aLyingLengthCannotMakeItKeepMoreThanAFramesLimit() {
    // The largest headers that are believed, and only a few bytes of them.
    decoder.feed(ByteBuffer.wrap(frame(1024 * 1024, 128 * 1024, new byte[8])));

    assertThat(decoder.hasUnreadFrame()).isFalse();
    assertThat(bufferLength()).isLessThanOrEqualTo(128 * 1024);
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
      assertThat(bufferLength()).isLessThan(64 * 1024);
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
    assertThat(bufferLength()).isLessThanOrEqualTo(1024);

    decoder.feed(ByteBuffer.wrap(STOP));
    assertThat(frames.seen).endsWith("EVENT messageStop third");
  }

  @Test
  void keepsNoCopyOfFramesThatComeWhole() {
    decoder.feed(ByteBuffer.wrap(encode(eventHeaders("big"), new byte[1024 * 1024])));

    assertThat(frames.lengths).containsExactly(1024 * 1024);
    assertThat(bufferLength()).isLessThanOrEqualTo(1024);
  }

  @Test
  void doesNotChangeTheBytesItReads() {
    byte[] stream = EventStreams.concat(START, DELTA, STOP);
    byte[] before = stream.clone();

    decoder.feed(ByteBuffer.wrap(stream));

    assertThat(stream).isEqualTo(before);
  }

  @Test
  void anyBytesAtAllAreTakenToTheirEndWithoutAThrow() {
    Random random = new Random(20261120);
    for (int i = 0; i < 100_000; i++) {
      EventStreamDecoder any = new EventStreamDecoder(new Recorder());
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
      Recorder seen = new Recorder();
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

  private void stopsAtHeaders(byte[] headers) {
    Recorder seen = new Recorder();
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

  /** Returns a frame with a right checksum of whatever lengths. */
  private static byte[] frame(int total, int headersLength, byte[] rest) {
    ByteBuffer frame = ByteBuffer.allocate(PRELUDE_LENGTH + rest.length);
    frame.putInt(total).putInt(headersLength);
    CRC32 crc = new CRC32();
    crc.update(frame.array(), 0, 8);
    return frame.putInt((int) crc.getValue()).put(rest).array();
  }

  private static Map<String, HeaderValue> eventHeaders(String type) {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put(":event-type", HeaderValue.fromString(type));
    headers.put(":content-type", HeaderValue.fromString("application/json"));
    headers.put(":message-type", HeaderValue.fromString("event"));
    return headers;
  }

  private static byte[] encode(Map<String, HeaderValue> headers, String text) {
    return encode(
        headers, text.isEmpty() ? new byte[0] : json(text).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] encode(Map<String, HeaderValue> headers, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Message(headers, payload).encode(out);
    return out.toByteArray();
  }

  private static String json(String text) {
    return json(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String json(byte[] bytes) {
    return "{\"bytes\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}";
  }

  private static List<byte[]> parts(byte[] bytes, int length) {
    List<byte[]> parts = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += length) {
      parts.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length)));
    }
    return parts;
  }

  /** Returns how much memory the decoder holds on to. */
  private int bufferLength() {
    try {
      Field buffer = EventStreamDecoder.class.getDeclaredField("buffer");
      buffer.setAccessible(true);
      return ((byte[]) buffer.get(decoder)).length;
    } catch (ReflectiveOperationException renamed) {
      throw new LinkageError(renamed.getMessage(), renamed);
    }
  }

  /** Writes down the frames it is handed. */
  private static final class Recorder implements FrameHandler {
    private final List<String> begun = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private String unwanted = "";

    @Override
    public boolean begin(FrameKind kind, String type) {
      begun.add(kind + " " + type);
      return !type.equals(unwanted) || type.isEmpty();
    }

    @Override
    public void payload(JsonBytes payload) {
      ByteSink sink = new ByteSink();
      payload.readBase64("bytes", sink);
      seen.add(
          begun.get(begun.size() - 1)
              + " "
              + new String(sink.toByteArray(), StandardCharsets.ISO_8859_1));
      lengths.add(payload.length());
    }

    @Override
    public void passedOver() {
      passedOver.add(begun.get(begun.size() - 1));
    }
  }
}
