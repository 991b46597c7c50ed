/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example;

import com.sun.net.httpserver.HttpServer;
import io.github.bedrocktracing.BedrockTracing;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Makes a call with the client that is a bean, and prints what a collector got of it. */
@QuarkusMain
public class Application implements QuarkusApplication {
  private static final String SPAN = "chat amazon.nova-lite-v1:0";

  @Inject BedrockRuntimeClient client;

  @Override
  public int run(String... args) throws IOException {
    HttpServer collector = collector();
    try (BedrockTracing tracing = BedrockTracing.builder().build()) {
      BedrockTracing.autolog(tracing);
      System.out.println("answer " + Question.ask(client));
    } finally {
      collector.stop(1);
    }
    return 0;
  }

  /** Listens where OpenTelemetry's own variable says that a collector is. */
  private static HttpServer collector() throws IOException {
    int port = URI.create(System.getenv("OTEL_EXPORTER_OTLP_ENDPOINT")).getPort();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          if (new String(body, StandardCharsets.ISO_8859_1).contains(SPAN)) {
            System.out.println("span " + SPAN);
          }
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
