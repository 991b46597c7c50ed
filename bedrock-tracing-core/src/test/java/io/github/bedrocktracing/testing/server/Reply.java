/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a {@link ScriptedBedrock} does with one request.
 *
 * @param parts the body, sent piece by piece
 * @param announced the length that the headers announce; negative for none
 * @param pauseMillis the time before each part but the first
 */
public record Reply(
    int status,
    Map<String, String> headers,
    List<byte[]> parts,
    int announced,
    long pauseMillis,
    Ending ending) {

  /** How the answer ends. */
  public enum Ending {
    /** As announced, or orderly where no length is. */
    ORDERLY,
    /** The server closes the connection. */
    CLOSED,
    /** The connection is reset after a time for what was sent to be read. */
    RESET,
    /** The connection is reset when the client is known to have read what was sent. */
    RESET_ONCE_READ,
    /** The connection is reset before anything is sent. */
    RESET_FIRST,
    /** Nothing is sent at all. */
    SILENT,
    /** Nothing more is sent after the last part. */
    HANGING,
    /** The last part is kept back until the server is told to go on. */
    HELD,
    /** Nothing is sent until the server is told to go on. */
    HELD_FIRST
  }

  /** Returns an answer in JSON. */
  public static Reply json(String body) {
    return json(200, body);
  }

  /** Returns an error of the service. */
  public static Reply error(int status, String type) {
    Reply plain = json(status, "{\"message\":\"no\"}");
    Map<String, String> headers = new TreeMap<>(plain.headers);
    headers.put("x-amzn-errortype", type + ":http://internal.amazon.com/coral/");
    // Over HTTP/2 the SDK closes the connection at such headers, and would race with itself over
    // whether its next request is put on it.
    return new Reply(status, headers, plain.parts, plain.announced, 100, Ending.ORDERLY);
  }

  /** Returns an event stream. */
  public static Reply stream(byte[]... frames) {
    return new Reply(
        200,
        Map.of(
            "content-type", "application/vnd.amazon.eventstream",
            "x-amzn-bedrock-content-type", "application/json",
            "x-amzn-requestid", "req-1"),
        List.of(frames),
        -1,
        0,
        Ending.ORDERLY);
  }

  /** Returns the same with another ending. */
  public Reply ending(Ending other) {
    return new Reply(status, headers, parts, announced, pauseMillis, other);
  }

  /** Returns the same with another body. */
  public Reply withParts(byte[]... others) {
    return new Reply(status, headers, List.of(others), announced, pauseMillis, ending);
  }

  /** Returns the same with a length that the headers announce. */
  public Reply announcing(int length) {
    return new Reply(status, headers, parts, length, pauseMillis, ending);
  }

  /** Returns the same with pauses between the parts. */
  public Reply pausing(long millis) {
    return new Reply(status, headers, parts, announced, millis, ending);
  }

  /** Returns a body of which the second half is never sent. */
  public Reply half() {
    byte[] whole = parts.get(0);
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    return new Reply(status, headers, List.of(half), announced, pauseMillis, ending);
  }

  private static Reply json(int status, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    return new Reply(
        status,
        Map.of("content-type", "application/json", "x-amzn-requestid", "req-1"),
        List.of(bytes),
        bytes.length,
        0,
        Ending.ORDERLY);
  }
}
