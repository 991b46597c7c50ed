/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/**
 * Tells whether anything listens at an endpoint, so that a program without a collector hears of it
 * once instead of at every export. Never called on a thread of the program.
 */
final class CollectorProbe {
  private static final int CONNECT_TIMEOUT_MILLIS = 500;
  private static final long RECHECK_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final String host;
  private final int port;
  private boolean answered;
  private boolean tried;
  private long triedNanos;

  CollectorProbe(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /**
   * Warns soon if no collector answers. Without this a short program's first export, and with it
   * the warning, would come as late as its exit, when a logging framework may be closed already.
   * Whether exports are dropped is not decided here.
   */
  void tellEarly() {
    Thread thread =
        new Thread(
            () ->
                Guard.run(
                    Problem.COLLECTOR,
                    () -> {
                      if (!connects()) {
                        tell();
                      }
                    }),
            "bedrock-tracing-probe");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns whether a collector answers; asks again at most every half minute while none does. */
  synchronized boolean answers() {
    long now = System.nanoTime();
    if (!answered && (!tried || now - triedNanos > RECHECK_NANOS)) {
      tried = true;
      triedNanos = now;
      answered = connects();
      if (!answered) {
        tell();
      }
    }
    return answered;
  }

  private void tell() {
    Problems.report(
        Problem.COLLECTOR,
        "nothing listens at http://"
            + host
            + ":"
            + port
            + "; set OTEL_EXPORTER_OTLP_ENDPOINT to where one does, or register an OpenTelemetry of your"
            + " own");
  }

  private boolean connects() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), CONNECT_TIMEOUT_MILLIS);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
