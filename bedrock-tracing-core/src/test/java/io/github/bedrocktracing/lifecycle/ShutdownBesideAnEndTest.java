/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** Whoever shuts tracing down finds recorded what another thread was just recording. */
final class ShutdownBesideAnEndTest {
  private final CountDownLatch recording = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @Test
  void shutdown_returnsWhenTheEndIsRecorded() throws InterruptedException {
    try (FakeBedrock bedrock = FakeBedrock.start();
        Telemetry telemetry = Telemetry.create();
        BedrockTracing tracing =
            BedrockTracing.builder()
                .openTelemetry(telemetry.openTelemetry())
                .captureContent(true)
                .contentRedactor(this::redactWhenTold)
                .build();
        BedrockRuntimeAsyncClient client =
            Clients.async(bedrock, Protocol.HTTP1_1, Clients.with(tracing.interceptor()))) {
      bedrock.answerJson("converse", Exchanges.CONVERSE_ANSWER);
      CompletableFuture<?> call = client.converse(Exchanges.converse());
      recording.await();
      AtomicInteger endedAtReturn = new AtomicInteger(-1);
      Thread stopping =
          new Thread(
              () -> {
                tracing.shutdown();
                endedAtReturn.set(telemetry.ended());
              });
      stopping.start();

      await()
          .pollInterval(Duration.ofMillis(5))
          .until(
              () ->
                  stopping.getState() == Thread.State.TIMED_WAITING
                      || stopping.getState() == Thread.State.TERMINATED);
      goOn.countDown();

      stopping.join();
      assertThat(endedAtReturn).hasValue(1);
      assertThat(call).succeedsWithin(Duration.ofSeconds(10));
    }
  }

  private String redactWhenTold(String text) {
    recording.countDown();
    try {
      goOn.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return text;
  }
}
