/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.bedrocktracing.testing.server.Reply;
import java.util.Collections;
import java.util.Map;

/** The bodies in which an agent in a runtime answers, and the ways in which they come. */
public enum RuntimeBodies {
  JSON(
      "application/json",
      "{\"result\":\"SECRET \\u00e9 \\\"}\\\" answer\",\"more\":[1,{}]}",
      0,
      true),
  JSON_IN_CHUNKS("application/json", "{\"result\":\"SECRET answer\",\"more\":[1,{}]}", 3, false),
  EVENTS("text/event-stream", "data: \"SECRET \"\n\ndata: \"answer\"\n\n", 0, true),
  EVENTS_IN_SLOW_CHUNKS(
      "text/event-stream", "data: \"SECRET \"\n\ndata: {\"event\":\"end\"}\n\n", 7, false),
  LONG("text/plain; charset=utf-8", "SECRET ".repeat(20_000), 0, true),
  EMPTY("application/json", "", 0, true),
  EMPTY_WITHOUT_LENGTH("text/event-stream", "", 0, false);

  /** Events that come for minutes, one a second, so that no timeout for the next one is met. */
  public static final Reply FOR_MINUTES =
      new Reply(
          200,
          Map.of("content-type", "text/event-stream"),
          Collections.nCopies(200, "data: \"SECRET\"\n\n".getBytes(UTF_8)),
          -1,
          1000,
          Reply.Ending.ORDERLY);

  private static final int MILLISECONDS = 150;

  private final String contentType;
  private final String text;
  private final int chunks;
  private final boolean length;

  RuntimeBodies(String contentType, String text, int chunks, boolean length) {
    this.contentType = contentType;
    this.text = text;
    this.chunks = chunks;
    this.length = length;
  }

  /** Returns the whole body. */
  public String text() {
    return text;
  }

  /** Completes a response with the body. */
  public ResponseDefinitionBuilder in(ResponseDefinitionBuilder response) {
    head(response, contentType).withBody(text);
    if (length) {
      response.withHeader("Content-Length", String.valueOf(text.getBytes(UTF_8).length));
    }
    return chunks > 0 ? response.withChunkedDribbleDelay(chunks, MILLISECONDS) : response;
  }

  /** Completes a response with events that take a while. */
  public static ResponseDefinitionBuilder slowly(
      ResponseDefinitionBuilder response, int milliseconds) {
    return head(response, "text/event-stream")
        .withBody("data: \"SECRET\"\n\n".repeat(100))
        .withChunkedDribbleDelay(20, milliseconds);
  }

  /** Completes a response whose connection breaks in its body. */
  public static ResponseDefinitionBuilder cut(ResponseDefinitionBuilder response) {
    return head(response, "application/json").withFault(Fault.MALFORMED_RESPONSE_CHUNK);
  }

  private static ResponseDefinitionBuilder head(
      ResponseDefinitionBuilder response, String contentType) {
    return response
        .withStatus(200)
        .withHeader("Content-Type", contentType)
        .withHeader("x-amzn-RequestId", "req-1")
        .withHeader("X-Amzn-Bedrock-AgentCore-Runtime-Session-Id", "session-of-the-runtime");
  }
}
