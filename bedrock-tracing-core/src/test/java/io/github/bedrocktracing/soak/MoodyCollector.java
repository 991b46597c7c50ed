/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.soak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A collector that is now well, now slow, refusing, broken or absent. */
final class MoodyCollector implements AutoCloseable {
  /** How it behaves. */
  enum Mood {
    WELL,
    SLOW,
    TOO_MANY_REQUESTS,
    BROKEN,
    ABSENT
  }

  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private volatile Mood mood = Mood.WELL;
  private HttpServer server;
  private final int port;

  MoodyCollector() {
    server = listen(0);
    port = server.getAddress().getPort();
  }

  String endpoint() {
    return "http://localhost:" + port + "/v1/traces";
  }

  synchronized void be(Mood next) {
    if (mood == Mood.ABSENT && next != Mood.ABSENT) {
      server = listen(port);
    } else if (mood != Mood.ABSENT && next == Mood.ABSENT) {
      server.stop(0);
    }
    mood = next;
  }

  @Override
  public synchronized void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private HttpServer listen(int at) {
    try {
      HttpServer listening =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
      listening.setExecutor(threads);
      listening.createContext("/", this::take);
      listening.start();
      return listening;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    int status =
        switch (mood) {
          case TOO_MANY_REQUESTS -> 429;
          case BROKEN -> 500;
          default -> 200;
        };
    if (mood == Mood.SLOW) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
    }
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }
}
