/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * One message of an AWS event stream.
 *
 * @param headers the headers by name, in the order they are sent
 * @param payload the JSON document that the message carries
 */
record EventFrame(Map<String, String> headers, String payload) {
  private static final String PADDING = "abcdefghijklmnopqrstuvwxyz";

  /** Returns an event of the given type. */
  static EventFrame event(String type, String json) {
    return new EventFrame(headers(type), padded(json));
  }

  /** Returns the event in which InvokeModelWithResponseStream wraps a model's own chunk. */
  static EventFrame chunk(String json) {
    String bytes = Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
    return event("chunk", "{\"bytes\":\"" + bytes + "\"}");
  }

  /** Returns the frame's bytes: prelude, headers, payload and both checksums. */
  byte[] encode() {
    Map<String, HeaderValue> values = new LinkedHashMap<>();
    headers.forEach((name, value) -> values.put(name, HeaderValue.fromString(value)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Message(values, payload.getBytes(UTF_8)).encode(bytes);
    return bytes.toByteArray();
  }

  private static Map<String, String> headers(String eventType) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(":event-type", eventType);
    headers.put(":content-type", "application/json");
    headers.put(":message-type", "event");
    return headers;
  }

  /** Adds the member "p" of varying length, with which Bedrock hides the size of its chunks. */
  private static String padded(String json) {
    String padding = PADDING.substring(0, 1 + json.length() % PADDING.length());
    return json.substring(0, json.length() - 1) + ",\"p\":\"" + padding + "\"}";
  }
}
