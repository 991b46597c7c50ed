/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;

/** A logging framework that throws is no reason for a call to fail. */
@Isolated
class ThrowingLogTest {
  private static final Logger LOGGER = Logger.getLogger("io.github.bedrocktracing");
  private static final String FLAG = "bedrock.tracing.enabled";

  private final AtomicInteger thrown = new AtomicInteger();

  private final Handler throwing =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          thrown.incrementAndGet();
          throw new IllegalStateException("the appender is down");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void breakTheLog() {
    LOGGER.addHandler(throwing);
    LOGGER.setLevel(Level.ALL);
  }

  @AfterEach
  void mendTheLog() {
    LOGGER.removeHandler(throwing);
    LOGGER.setLevel(null);
    System.clearProperty(FLAG);
  }

  @Test
  void callSucceedsAndIsTraced() {
    try (FakeBedrock bedrock = FakeBedrock.start();
        Telemetry telemetry = Telemetry.create()) {
      bedrock.answerJson("converse", "{\"stopReason\":\"end_turn\"}");
      System.setProperty(FLAG, "maybe");
      BedrockTracing tracing =
          BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();
      try (BedrockRuntimeClient client =
          Clients.sync(bedrock, Clients.with(tracing.interceptor()))) {
        ConverseResponse response = client.converse(r -> r.modelId("amazon.nova-lite-v1:0"));
        assertThat(response.stopReasonAsString()).isEqualTo("end_turn");
      }
      assertThat(thrown).as("the log was written to").hasPositiveValue();
      assertThat(telemetry.onlySpan().getName()).isEqualTo("chat amazon.nova-lite-v1:0");
    }
  }
}
