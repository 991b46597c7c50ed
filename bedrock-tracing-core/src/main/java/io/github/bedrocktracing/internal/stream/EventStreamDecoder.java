/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.json.JsonBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Finds the frames in the bytes of an event stream, however they are split.
 *
 * <p>A frame is a prelude (total length, length of the headers, checksum of both; four bytes each),
 * the headers, the payload and four bytes of checksum. Only headers and wanted payloads are kept,
 * and only until their frame has been handled. The prelude's checksum is tested, as a wrong length
 * would be believed for the rest of the stream; the other checksum is the SDK's to test. Source:
 * AWS event stream encoding.
 *
 * <p>After damage the decoder ignores all further bytes. Not safe for use by several threads at
 * once.
 */
final class EventStreamDecoder {
  private static final int PRELUDE_LENGTH = 12;
  private static final int CHECKSUM_LENGTH = 4;
  private static final int MAX_FRAME_LENGTH = 24 * 1024 * 1024;
  private static final int MAX_HEADERS_LENGTH = 128 * 1024;

  /** The largest payload looked into, in bytes; larger ones are skipped. */
  static final int MAX_PAYLOAD_LENGTH = 2 * 1024 * 1024;

  /** A larger buffer is given back after the frame that needed it. */
  private static final int MAX_BUFFER_KEPT = 64 * 1024;

  private static final int INITIAL_BUFFER_LENGTH = 512;

  /** How much is copied at a time out of a buffer that gives no access to an array. */
  private static final int MAX_COPY_LENGTH = 8 * 1024;

  private enum Part {
    PRELUDE,
    HEADERS,
    PAYLOAD,
    SKIPPED_PAYLOAD,
    CHECKSUM,
    DAMAGED
  }

  private final FrameHandler handler;
  private final FrameHeaders headers = new FrameHeaders();
  private final CRC32 crc = new CRC32();
  private byte[] buffer = new byte[INITIAL_BUFFER_LENGTH];

  private Part part = Part.PRELUDE;
  private int partLength = PRELUDE_LENGTH;
  private int partRead;
  private int payloadLength;
  private boolean tooLarge;
  private boolean unread;

  EventStreamDecoder(FrameHandler handler) {
    this.handler = handler;
  }

  /** Returns whether a frame was damaged, or too large to look into. */
  boolean hasUnreadFrame() {
    return unread;
  }

  /** Returns whether frames can no longer be told from one another. */
  boolean isDamaged() {
    return part == Part.DAMAGED;
  }

  /** Returns whether the bytes so far end within a frame. */
  boolean isWithinFrame() {
    return part != Part.DAMAGED && (part != Part.PRELUDE || partRead > 0);
  }

  /** Takes the next bytes of the stream; the buffer's position is moved to its limit. */
  void feed(ByteBuffer bytes) {
    if (bytes.hasArray()) {
      int start = bytes.arrayOffset() + bytes.position();
      feed(bytes.array(), start, start + bytes.remaining());
      bytes.position(bytes.limit());
      return;
    }
    byte[] copy = new byte[Math.min(bytes.remaining(), MAX_COPY_LENGTH)];
    while (bytes.hasRemaining()) {
      int count = Math.min(copy.length, bytes.remaining());
      bytes.get(copy, 0, count);
      feed(copy, 0, count);
    }
  }

  private void feed(byte[] bytes, int start, int end) {
    int at = start;
    while (part != Part.DAMAGED && (at < end || partRead == partLength)) {
      int frameLength = part == Part.PRELUDE && partRead == 0 ? readWhole(bytes, at, end) : 0;
      at += frameLength > 0 ? frameLength : readPart(bytes, at, end);
    }
  }

  /**
   * Reads a frame that lies whole in the buffer, as most do, without taking it apart.
   *
   * @return its length; 0 if there is none, or an odd one, which is left to be read part by part
   */
  private int readWhole(byte[] bytes, int start, int end) {
    if (end - start < PRELUDE_LENGTH) {
      return 0;
    }
    int length = intAt(bytes, start);
    int headersLength = intAt(bytes, start + 4);
    if (length > end - start
        || headersLength < 0
        || headersLength > Math.min(length - PRELUDE_LENGTH - CHECKSUM_LENGTH, MAX_HEADERS_LENGTH)
        || !isPreludeSound(bytes, start)) {
      return 0;
    }
    int payload = start + PRELUDE_LENGTH + headersLength;
    int payloadEnd = start + length - CHECKSUM_LENGTH;
    if (payloadEnd - payload > MAX_PAYLOAD_LENGTH
        || !headers.read(bytes, start + PRELUDE_LENGTH, headersLength)) {
      return 0;
    }
    if (handler.begin(headers.kind(), headers.type())) {
      handler.payload(JsonBytes.of(bytes, payload, payloadEnd - payload));
    }
    return length;
  }

  /** Reads what there is of a part of a frame, or passes it over; returns how many bytes. */
  private int readPart(byte[] bytes, int start, int end) {
    int count = Math.min(end - start, partLength - partRead);
    if (part != Part.SKIPPED_PAYLOAD && part != Part.CHECKSUM) {
      reserve(partLength);
      System.arraycopy(bytes, start, buffer, partRead, count);
    }
    partRead += count;
    if (partRead == partLength) {
      finishPart();
    }
    return count;
  }

  private boolean isPreludeSound(byte[] bytes, int offset) {
    crc.reset();
    crc.update(bytes, offset, 8);
    return (int) crc.getValue() == intAt(bytes, offset + 8);
  }

  private void finishPart() {
    switch (part) {
      case PRELUDE -> finishPrelude();
      case HEADERS -> finishHeaders();
      case PAYLOAD -> {
        handler.payload(JsonBytes.of(buffer, 0, partLength));
        if (buffer.length > MAX_BUFFER_KEPT) {
          buffer = new byte[INITIAL_BUFFER_LENGTH];
        }
        enter(Part.CHECKSUM, CHECKSUM_LENGTH);
      }
      case SKIPPED_PAYLOAD -> {
        if (tooLarge) {
          handler.passedOver();
        }
        enter(Part.CHECKSUM, CHECKSUM_LENGTH);
      }
      case CHECKSUM -> enter(Part.PRELUDE, PRELUDE_LENGTH);
      case DAMAGED -> {}
    }
  }

  private void finishPrelude() {
    int total = intAt(buffer, 0);
    int headersLength = intAt(buffer, 4);
    long payload = (long) total - PRELUDE_LENGTH - headersLength - CHECKSUM_LENGTH;
    if (!isPreludeSound(buffer, 0)
        || total < 0
        || total > MAX_FRAME_LENGTH
        || headersLength < 0
        || headersLength > MAX_HEADERS_LENGTH
        || payload < 0) {
      damaged();
      return;
    }
    payloadLength = (int) payload;
    enter(Part.HEADERS, headersLength);
  }

  private void finishHeaders() {
    if (!headers.read(buffer, 0, partLength)) {
      damaged();
      return;
    }
    boolean wanted = handler.begin(headers.kind(), headers.type());
    tooLarge = wanted && payloadLength > MAX_PAYLOAD_LENGTH;
    unread |= tooLarge;
    enter(wanted && !tooLarge ? Part.PAYLOAD : Part.SKIPPED_PAYLOAD, payloadLength);
  }

  private void damaged() {
    unread = true;
    part = Part.DAMAGED;
    buffer = new byte[0];
  }

  private void enter(Part next, int length) {
    part = next;
    partLength = length;
    partRead = 0;
  }

  private void reserve(int length) {
    if (buffer.length < length) {
      buffer = Arrays.copyOf(buffer, Math.max(length, 2 * buffer.length));
    }
  }

  private static int intAt(byte[] bytes, int offset) {
    return (bytes[offset] & 0xff) << 24
        | (bytes[offset + 1] & 0xff) << 16
        | (bytes[offset + 2] & 0xff) << 8
        | (bytes[offset + 3] & 0xff);
  }
}
