/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.settings.MlflowSettings;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.process.ProcessState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The last flush of the library's own SDK, where a collector takes connections and is silent. */
@ResourceLock(ProcessState.LOCK)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class LastFlushBoundTest {
  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
  private static final String TIMEOUT = "otel.exporter.otlp.timeout";

  @AfterEach
  void forget() {
    System.clearProperty(ENDPOINT);
    System.clearProperty(TIMEOUT);
  }

  @Test
  void close_waitsFiveSecondsAtMost_whateverTheExportersDo() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        LogLines log = LogLines.of("io.github.bedrocktracing")) {
      System.setProperty(ENDPOINT, "http://localhost:" + silent.getLocalPort());
      System.setProperty(TIMEOUT, "40000");
      OpenTelemetrySource source = new OpenTelemetrySource(null, MlflowSettings.UNSET, () -> {});
      source.allowOwn();
      source.get().getTracer("test").spanBuilder("chat").startSpan().end();
      source.get().getMeter("test").counterBuilder("calls").build().add(1);

      long start = System.nanoTime();
      source.close();

      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(7));
      assertThat(log.text()).contains("could not be sent in time");
    }
  }
}
