/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Encodes event streams as Bedrock sends them. */
public final class EventStreams {
  private EventStreams() {}

  /** Returns the frame of an event. */
  public static byte[] event(String type, String json) {
    return event(type, json.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the frame of an event with a payload of any bytes. */
  public static byte[] event(String type, byte[] payload) {
    return frame("event", ":event-type", type, payload);
  }

  /** Returns the frame of a modelled exception. */
  public static byte[] exception(String type, String message) {
    return frame(
        "exception",
        ":exception-type",
        type,
        ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the frame of a chunk of InvokeModelWithResponseStream. */
  public static byte[] chunk(String json) {
    return chunk(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the frame of a chunk that holds any bytes. */
  public static byte[] chunk(byte[] body) {
    String bytes = Base64.getEncoder().encodeToString(body);
    return event("chunk", "{\"bytes\":\"" + bytes + "\",\"p\":\"abcdefgh\"}");
  }

  /** Returns frames one after the other. */
  public static byte[] concat(byte[]... frames) {
    return concat(List.of(frames));
  }

  /** Returns frames one after the other. */
  public static byte[] concat(List<byte[]> frames) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] frame : frames) {
      out.writeBytes(frame);
    }
    return out.toByteArray();
  }

  private static byte[] frame(String messageType, String typeHeader, String type, byte[] payload) {
    Map<String, HeaderValue> headers = new LinkedHashMap<>();
    headers.put(typeHeader, HeaderValue.fromString(type));
    headers.put(":content-type", HeaderValue.fromString("application/json"));
    headers.put(":message-type", HeaderValue.fromString(messageType));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Message(headers, payload).encode(out);
    return out.toByteArray();
  }
}
