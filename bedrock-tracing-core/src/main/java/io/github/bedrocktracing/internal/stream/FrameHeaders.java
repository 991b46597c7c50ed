/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the two headers of a frame that matter: what it holds and of which type.
 *
 * <p>Each header is a name (one byte of length), a value type (one byte) and a value whose length
 * depends on the type; strings and byte arrays have two bytes of length. Source: AWS event stream
 * encoding.
 */
final class FrameHeaders {
  private static final byte[] MESSAGE_TYPE = ascii(":message-type");
  private static final byte[] EVENT_TYPE = ascii(":event-type");
  private static final byte[] EXCEPTION_TYPE = ascii(":exception-type");
  private static final byte[] ERROR_CODE = ascii(":error-code");
  private static final byte[] EVENT = ascii("event");
  private static final byte[] EXCEPTION = ascii("exception");
  private static final byte[] ERROR = ascii("error");

  private static final int MAX_KNOWN_TYPES = 32;

  /** Longer headers are not kept. */
  private static final int MAX_KEPT_LENGTH = 256;

  /** The types seen so far, so that a stream of a thousand deltas makes one string. */
  private final byte[][] knownBytes = new byte[MAX_KNOWN_TYPES][];

  private final String[] knownTypes = new String[MAX_KNOWN_TYPES];
  private int known;

  /** The headers read last, as most frames have the same as the one before. */
  private final byte[] last = new byte[MAX_KEPT_LENGTH];

  private int lastLength;

  private FrameKind kind = FrameKind.OTHER;
  private String type = "";

  FrameKind kind() {
    return kind;
  }

  String type() {
    return type;
  }

  /**
   * Reads the headers of one frame.
   *
   * @return whether they are well formed
   */
  boolean read(byte[] bytes, int offset, int length) {
    if (lastLength > 0 && Arrays.equals(bytes, offset, offset + length, last, 0, lastLength)) {
      return true;
    }
    boolean sound = parse(bytes, offset, length);
    boolean kept = sound && length <= MAX_KEPT_LENGTH;
    lastLength = kept ? length : 0;
    if (kept) {
      System.arraycopy(bytes, offset, last, 0, length);
    }
    return sound;
  }

  private boolean parse(byte[] bytes, int offset, int length) {
    kind = FrameKind.OTHER;
    type = "";
    int end = offset + length;
    int at = offset;
    while (at < end) {
      int nameLength = bytes[at++] & 0xff;
      int name = at;
      at += nameLength;
      if (at >= end) {
        return false;
      }
      int valueType = bytes[at++];
      int valueLength;
      if (valueType == 6 || valueType == 7) {
        if (at + 2 > end) {
          return false;
        }
        valueLength = (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
        at += 2;
      } else {
        valueLength = fixedLength(valueType);
      }
      if (valueLength < 0 || at + valueLength > end) {
        return false;
      }
      if (valueType == 7) {
        take(bytes, name, nameLength, at, valueLength);
      }
      at += valueLength;
    }
    return true;
  }

  private static int fixedLength(int valueType) {
    return switch (valueType) {
      case 0, 1 -> 0;
      case 2 -> 1;
      case 3 -> 2;
      case 4 -> 4;
      case 5, 8 -> 8;
      case 9 -> 16;
      default -> -1;
    };
  }

  private void take(byte[] bytes, int name, int nameLength, int value, int valueLength) {
    if (same(bytes, name, nameLength, MESSAGE_TYPE)) {
      if (same(bytes, value, valueLength, EVENT)) {
        kind = FrameKind.EVENT;
      } else if (same(bytes, value, valueLength, EXCEPTION)) {
        kind = FrameKind.EXCEPTION;
      } else if (same(bytes, value, valueLength, ERROR)) {
        kind = FrameKind.ERROR;
      }
    } else if (same(bytes, name, nameLength, EVENT_TYPE)
        || same(bytes, name, nameLength, EXCEPTION_TYPE)
        || same(bytes, name, nameLength, ERROR_CODE)) {
      type = typeOf(bytes, value, valueLength);
    }
  }

  private String typeOf(byte[] bytes, int offset, int length) {
    for (int i = 0; i < known; i++) {
      if (same(bytes, offset, length, knownBytes[i])) {
        return knownTypes[i];
      }
    }
    String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
    if (known < MAX_KNOWN_TYPES) {
      knownBytes[known] = Arrays.copyOfRange(bytes, offset, offset + length);
      knownTypes[known] = text;
      known++;
    }
    return text;
  }

  private static boolean same(byte[] bytes, int offset, int length, byte[] other) {
    return Arrays.equals(bytes, offset, offset + length, other, 0, other.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
