/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** A Bedrock that has no answer: it throttles one model, and a guardrail stops all others. */
final class RefusingBedrock implements AutoCloseable {
  static final String THROTTLED_MODEL = "amazon.nova-pro-v1:0";
  static final String GUARDED_MODEL = "amazon.nova-micro-v1:0";

  private static final String BLOCKED =
      """
      {"output":{"message":{"role":"assistant","content":[{"text":"I may not say that."}]}},
       "stopReason":"guardrail_intervened",
       "usage":{"inputTokens":9,"outputTokens":0,"totalTokens":9},"metrics":{"latencyMs":5},
       "trace":{"guardrail":{"inputAssessment":{"gr123456":{"topicPolicy":{"topics":
         [{"name":"money","type":"DENY","action":"BLOCKED"}]}}}}}}""";

  private final HttpServer server;

  RefusingBedrock() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", RefusingBedrock::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      boolean throttled = exchange.getRequestURI().getPath().contains(THROTTLED_MODEL);
      if (throttled) {
        exchange.getResponseHeaders().set("x-amzn-errortype", "ThrottlingException");
      }
      byte[] body = (throttled ? "{\"message\":\"Too many requests.\"}" : BLOCKED).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(throttled ? 429 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
