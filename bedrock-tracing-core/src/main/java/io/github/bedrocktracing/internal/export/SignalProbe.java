/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Asks an endpoint whether it takes a signal at all, with an export of nothing, which any that does
 * accepts. Never called on a thread of the program.
 */
final class SignalProbe {
  /** Not found, method not allowed, not implemented: there is no such endpoint. */
  private static final Set<Integer> NO_ENDPOINT = Set.of(404, 405, 501);

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final long RECHECK_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final String signal;
  private final URI endpoint;
  private final Map<String, String> headers;
  private boolean taken;
  private boolean refused;
  private long askedNanos;

  SignalProbe(String signal, String endpoint, Map<String, String> headers) {
    this.signal = signal;
    this.endpoint = URI.create(endpoint);
    this.headers = headers;
  }

  /** Asks soon, so that a short program hears of it before its exit. */
  void askEarly() {
    Thread thread =
        new Thread(() -> Guard.run(Problem.RECORDING, this::isTaken), "bedrock-tracing-signal");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Returns whether the signal may be sent; true also where nobody answers, which is left to the
   * exporter. A refusal is asked about anew after half a minute, as it may be one of a server that
   * is starting.
   */
  synchronized boolean isTaken() {
    if (taken || (refused && System.nanoTime() - askedNanos < RECHECK_NANOS)) {
      return taken;
    }
    int status = Guard.get(Problem.RECORDING, this::status, 0);
    askedNanos = System.nanoTime();
    refused = NO_ENDPOINT.contains(status);
    taken = status / 100 == 2;
    if (refused) {
      String name = signal.toUpperCase(Locale.ROOT);
      Problems.reportEach(
          Problem.MLFLOW_SIGNAL,
          "nothing takes %1$s at %2$s://%3$s%4$s (status %5$d); set OTEL_EXPORTER_OTLP_%6$s_ENDPOINT"
                  .formatted(
                      signal, endpoint.getScheme(), server(), endpoint.getPath(), status, name)
              + " to where something does, or OTEL_%s_EXPORTER=none".formatted(name));
    }
    return !refused;
  }

  /** Returns the host and port without the user that may stand before them. */
  private String server() {
    return endpoint.getPort() < 0
        ? endpoint.getHost()
        : endpoint.getHost() + ":" + endpoint.getPort();
  }

  private int status() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-protobuf")
            .POST(BodyPublishers.noBody());
    headers.forEach(request::setHeader);
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(TIMEOUT)
        .build()
        .sendAsync(request.build(), BodyHandlers.discarding())
        .handle((response, failed) -> response == null ? 0 : response.statusCode())
        .completeOnTimeout(0, 2 * TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
