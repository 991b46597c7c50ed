/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An MLflow server with as much of its REST interface as the library uses. */
final class FakeMlflow implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> experiments = new ConcurrentHashMap<>(Map.of("Default", "0"));
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Headers> traces = new CopyOnWriteArrayList<>();
  private final List<String> delivered = new CopyOnWriteArrayList<>();
  private final List<String> credentials = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile String authorization;
  private volatile boolean stalls;
  private volatile int statusOfTraces = 200;

  FakeMlflow() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String uri() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Makes an experiment. */
  FakeMlflow with(String name, String id) {
    experiments.put(name, id);
    return this;
  }

  /** Lets in only those who show this header. */
  FakeMlflow wanting(String header) {
    authorization = header;
    return this;
  }

  /** Sends the beginning of an answer, and its rest only when the server is closed. */
  FakeMlflow stalling() {
    stalls = true;
    return this;
  }

  /** Answers traces with a status, such as the 404 of a server that is too old for them. */
  FakeMlflow refusingTraces(int status) {
    statusOfTraces = status;
    return this;
  }

  /** Returns the requests, method and path. */
  List<String> requests() {
    return requests;
  }

  /** Returns the headers of each delivery of traces. */
  List<Headers> traces() {
    return traces;
  }

  /** Returns the credentials shown with each request, "null" for none. */
  List<String> credentials() {
    return credentials;
  }

  /** Returns the paths to which something was sent that the server does not take. */
  List<String> delivered() {
    return delivered;
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.add(exchange.getRequestMethod() + " " + path);
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String shown = exchange.getRequestHeaders().getFirst("Authorization");
      credentials.add(String.valueOf(shown));
      if (authorization != null && !authorization.equals(shown)) {
        answer(exchange, 401, "You are not authenticated.");
      } else if (path.equals("/v1/traces")) {
        traces.add(exchange.getRequestHeaders());
        answer(exchange, statusOfTraces, "");
      } else if (path.startsWith("/v1/")) {
        if (!body.isEmpty()) {
          delivered.add(path);
        }
        answer(exchange, 404, "{\"detail\":\"Not Found\"}");
      } else if (path.endsWith("/experiments/create")) {
        String name = body.replaceAll(".*\"name\":\"([^\"]*)\".*", "$1");
        experiments.put(name, "77");
        answer(exchange, 200, "{\"experiment_id\":\"77\"}");
      } else {
        String query = exchange.getRequestURI().getRawQuery();
        String value = URLDecoder.decode(query.substring(query.indexOf('=') + 1), UTF_8);
        experiment(exchange, path.endsWith("/get-by-name") ? experiments.get(value) : known(value));
      }
    }
  }

  private String known(String id) {
    return experiments.containsValue(id) ? id : null;
  }

  private void experiment(HttpExchange exchange, String id) throws IOException {
    if (id == null) {
      answer(exchange, 404, "{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\",\"message\":\"no\"}");
    } else {
      String stage = id.equals("9") ? "deleted" : "active";
      answer(
          exchange,
          200,
          "{\"experiment\":{\"experiment_id\":\"%s\",\"lifecycle_stage\":\"%s\"}}"
              .formatted(id, stage));
    }
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length == 0) {
      return;
    }
    if (stalls) {
      exchange.getResponseBody().write(bytes, 0, 1);
      exchange.getResponseBody().flush();
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return;
    }
    exchange.getResponseBody().write(bytes);
  }
}
