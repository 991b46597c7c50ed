/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.embedded;

import java.util.List;
import java.util.Map;

/** What the server sends back for one request. */
sealed interface Answer {
  /** The headers of this answer only; the server adds those that every answer has. */
  Map<String, String> headers();

  /** A whole JSON document. */
  record Json(int status, Map<String, String> headers, String body) implements Answer {}

  /** An AWS event stream. */
  record Stream(Map<String, String> headers, List<EventFrame> frames) implements Answer {}

  /** Returns a successful JSON answer. */
  static Answer json(String body) {
    return new Json(200, Map.of(), body);
  }

  /** Returns an event stream. */
  static Answer stream(List<EventFrame> frames) {
    return new Stream(Map.of(), frames);
  }

  /** Returns the service's way to refuse a request. */
  static Answer error(int status, String type, String message) {
    return new Json(
        status,
        Map.of("x-amzn-errortype", type + ":http://internal.amazon.com/coral/com.amazon.bedrock/"),
        "{\"message\":" + JsonText.quote(message) + "}");
  }
}
