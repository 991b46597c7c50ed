/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.testing.server.EventStreams;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Frames of event streams, made by the SDK's own encoder, or by hand where they lie. */
final class Frames {
  static final int PRELUDE_LENGTH = 12;
  static final byte[] START = EventStreams.event("messageStart", json("first"));
  static final byte[] DELTA = EventStreams.event("contentBlockDelta", json("second"));
  static final byte[] STOP = EventStreams.event("messageStop", json("third"));

  /** What a recorder writes down of the three. */
  static final List<String> ALL =
      List.of(
          "EVENT messageStart first", "EVENT contentBlockDelta second", "EVENT messageStop third");

  private Frames() {}

  /** Returns a frame with a right checksum of whatever lengths. */
  static byte[] frame(int total, int headersLength, byte[] rest) {
    ByteBuffer frame = ByteBuffer.allocate(PRELUDE_LENGTH + rest.length);
    frame.putInt(total).putInt(headersLength);
    CRC32 crc = new CRC32();
    crc.update(frame.array(), 0, 8);
    return frame.putInt((int) crc.getValue()).put(rest).array();
  }

  static Map<String, HeaderValue> eventHeaders(String type) {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put(":event-type", HeaderValue.fromString(type));
    headers.put(":content-type", HeaderValue.fromString("application/json"));
    headers.put(":message-type", HeaderValue.fromString("event"));
    return headers;
  }

  static byte[] encode(Map<String, HeaderValue> headers, String text) {
    return encode(
        headers, text.isEmpty() ? new byte[0] : json(text).getBytes(StandardCharsets.UTF_8));
  }

  static byte[] encode(Map<String, HeaderValue> headers, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Message(headers, payload).encode(out);
    return out.toByteArray();
  }

  static String json(String text) {
    return json(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static String json(byte[] bytes) {
    return "{\"bytes\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}";
  }
}
