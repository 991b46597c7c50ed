/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** A Bedrock on the loopback address of this machine, for SDK clients with another endpoint. */
public final class EmbeddedBedrock implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads;
  private final AnswerWriter writer;
  private final List<Route> routes =
      Stream.of(ModelRoutes.routes(), AgentRoutes.routes()).flatMap(List::stream).toList();

  private EmbeddedBedrock(HttpServer server, Pace pace) {
    this.server = server;
    this.writer = new AnswerWriter(pace);
    this.threads = Executors.newCachedThreadPool(EmbeddedBedrock::daemon);
  }

  /** Returns a server that answers at a model's pace. */
  public static EmbeddedBedrock start() {
    return start(Pace.LIFELIKE);
  }

  /** Returns a server that answers at the given pace. */
  public static EmbeddedBedrock start(Pace pace) {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    EmbeddedBedrock bedrock = new EmbeddedBedrock(server, pace);
    server.createContext("/", bedrock::handle);
    server.setExecutor(bedrock.threads);
    server.start();
    return bedrock;
  }

  /** Returns the address for the SDK's {@code endpointOverride}. */
  public URI endpoint() {
    InetSocketAddress address = server.getAddress();
    return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      writer.write(exchange, answer(exchange, body));
    } catch (InterruptedException e) {
      // The server is being closed; the client sees the connection end.
      Thread.currentThread().interrupt();
    }
  }

  private Answer answer(HttpExchange exchange, String body) {
    String path = exchange.getRequestURI().getRawPath();
    return routes.stream()
        .flatMap(route -> route.answer(path, body).stream())
        .findFirst()
        .orElseGet(() -> Answer.error(404, "UnknownOperationException", "No operation at " + path));
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "embedded-bedrock");
    thread.setDaemon(true);
    return thread;
  }
}
