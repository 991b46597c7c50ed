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
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** A blocking call whose thread is interrupted fails as untraced, and its span says how. */
final class InterruptedCallsTest {
  private static final Reply HELD = Reply.json(Exchanges.CONVERSE_ANSWER).ending(Reply.Ending.HELD);

  @AutoClose private final Telemetry telemetry = Telemetry.create();

  @Test
  void interruptedCall_failsAsUntraced_andEndsItsSpan() throws InterruptedException {
    Interrupted untraced = interrupt();

    Interrupted traced =
        interrupt(
            BedrockTracing.builder()
                .openTelemetry(telemetry.openTelemetry())
                .build()
                .interceptor());

    assertThat(traced).isEqualTo(untraced);
    assertThat(traced.failure()).isNotNull();
    assertThat(MetricPoint.byName(telemetry.onlySpan().getAttributes()))
        .containsEntry("error.type", traced.failure());
    assertThat(telemetry.started()).isEqualTo(1);
  }

  private static boolean isReading(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(
            frame ->
                frame.getClassName().equals("sun.nio.ch.NioSocketImpl")
                    && frame.getMethodName().equals("read"));
  }

  private Interrupted interrupt(ExecutionInterceptor... interceptors) throws InterruptedException {
    AtomicReference<String> failure = new AtomicReference<>();
    AtomicBoolean stillInterrupted = new AtomicBoolean();
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(number -> HELD);
        BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with(interceptors))) {
      Thread caller =
          new Thread(
              () -> {
                try {
                  client.converse(Exchanges.converse());
                } catch (RuntimeException failed) {
                  failure.set(failed.getClass().getName());
                }
                stillInterrupted.set(Thread.currentThread().isInterrupted());
              });
      caller.start();
      // What the SDK throws depends on what it is at.
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> bedrock.requests() == 1 && isReading(caller));
      caller.interrupt();
      bedrock.release();
      caller.join();
    }
    return new Interrupted(failure.get(), stillInterrupted.get());
  }

  /**
   * What the caller sees.
   *
   * @param failure the class of the exception; null for none
   */
  private record Interrupted(String failure, boolean stillInterrupted) {}
}
