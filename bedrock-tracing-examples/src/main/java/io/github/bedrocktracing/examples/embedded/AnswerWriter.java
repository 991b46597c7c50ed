/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;

/** The sender of answers, which keeps the pace. */
final class AnswerWriter {
  /** The length that makes the server send a body in chunks. */
  private static final long CHUNKED = 0;

  private final Pace pace;

  AnswerWriter(Pace pace) {
    this.pace = pace;
  }

  void write(HttpExchange exchange, Answer answer) throws IOException, InterruptedException {
    exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    pace.think();
    if (answer instanceof Answer.Json json) {
      writeJson(exchange, json);
    } else if (answer instanceof Answer.Stream stream) {
      writeStream(exchange, stream);
    }
  }

  private static void writeJson(HttpExchange exchange, Answer.Json json) throws IOException {
    byte[] body = json.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(json.status(), body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private void writeStream(HttpExchange exchange, Answer.Stream stream)
      throws IOException, InterruptedException {
    exchange.getResponseHeaders().set("Content-Type", "application/vnd.amazon.eventstream");
    exchange.sendResponseHeaders(200, CHUNKED);
    try (OutputStream out = exchange.getResponseBody()) {
      for (EventFrame frame : stream.frames()) {
        out.write(frame.encode());
        out.flush();
        pace.nextFrame();
      }
    }
  }
}
