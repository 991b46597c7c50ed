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
    while (part != Part.DAMAGED && (bytes.hasRemaining() || partRead == partLength)) {
      boolean kept = part != Part.SKIPPED_PAYLOAD && part != Part.CHECKSUM;
      int count = Math.min(bytes.remaining(), partLength - partRead);
      if (kept && partRead == 0 && count == partLength && bytes.hasArray()) {
        // The part lies whole in the caller's buffer and is read there.
        int offset = bytes.arrayOffset() + bytes.position();
        bytes.position(bytes.position() + count);
        partRead = partLength;
        finish(bytes.array(), offset);
        continue;
      }
      if (kept) {
        reserve(partLength);
        bytes.get(buffer, partRead, count);
      } else {
        bytes.position(bytes.position() + count);
      }
      partRead += count;
      if (partRead == partLength) {
        finish(buffer, 0);
      }
    }
  }

  private void finish(byte[] bytes, int offset) {
    switch (part) {
      case PRELUDE -> finishPrelude(bytes, offset);
      case HEADERS -> finishHeaders(bytes, offset);
      case PAYLOAD -> {
        handler.payload(JsonBytes.of(bytes, offset, partLength));
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

  private void finishPrelude(byte[] bytes, int offset) {
    int total = intAt(bytes, offset);
    int headersLength = intAt(bytes, offset + 4);
    crc.reset();
    crc.update(bytes, offset, 8);
    long payload = (long) total - PRELUDE_LENGTH - headersLength - CHECKSUM_LENGTH;
    if ((int) crc.getValue() != intAt(bytes, offset + 8)
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

  private void finishHeaders(byte[] bytes, int offset) {
    if (!headers.read(bytes, offset, partLength)) {
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
