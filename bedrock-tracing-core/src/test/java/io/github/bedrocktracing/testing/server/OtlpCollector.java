/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on the loopback interface that takes whatever is exported over OTLP/HTTP. */
public final class OtlpCollector implements AutoCloseable {
  private final List<Export> exports = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile int status = 200;

  private OtlpCollector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext("/", this::take);
    server.start();
  }

  /** Starts a collector. */
  public static OtlpCollector start() {
    return new OtlpCollector();
  }

  /** Returns the address for {@code OTEL_EXPORTER_OTLP_ENDPOINT}. */
  public String endpoint() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Answers all that comes from now on with another status of HTTP. */
  public void answer(int otherStatus) {
    status = otherStatus;
  }

  /** Returns what has been exported so far. */
  public List<Export> exports() {
    return List.copyOf(exports);
  }

  /** Returns what has been exported to a path so far. */
  public List<Export> exports(String path) {
    return exports.stream().filter(export -> export.path().equals(path)).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    exports.add(
        new Export(
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            exchange.getRequestHeaders().getFirst("Content-Encoding"),
            // One character a byte, so that texts within can be found.
            new String(body, StandardCharsets.ISO_8859_1)));
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /**
   * One request of an exporter.
   *
   * @param contentEncoding null when the body is not compressed
   */
  public record Export(String path, String contentType, String contentEncoding, String body) {}
}
