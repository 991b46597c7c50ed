/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.harmless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.agent.HookedCall;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.process.Garbage;
import io.github.bedrocktracing.testing.process.LogLines;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import io.github.bedrocktracing.testing.telemetry.ThrowingTelemetry;
import java.io.IOException;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;

/** An end that cannot be recorded is told in the log, and harms nobody else. */
@ResourceLock(ProcessState.LOCK)
final class EndsThatFailTest {
  private static final ConverseRequest UNSENDABLE = ConverseRequest.builder().build();

  private final ThrowingTelemetry ending =
      new ThrowingTelemetry("end", new IllegalStateException("on purpose"));
  private final LogLines log = LogLines.of("io.github.bedrocktracing");
  private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
  private final UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

  @BeforeEach
  void watchThreads() {
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
  }

  @AfterEach
  void close() {
    Thread.setDefaultUncaughtExceptionHandler(before);
    log.close();
  }

  /** Over HTTP/1.1 the library waits a while for what the SDK says of such an error. */
  @Test
  void endAfterTheSilenceOfTheSdk_isTold_andKillsNoThread() {
    HookedCall.Stream stream = new HookedCall(tracing().interceptor()).stream();

    stream.fail(new IOException("Request cancelled"));

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> ending.thrown() > 0 && !(log.text().isEmpty() && uncaught.isEmpty()));
    assertThat(uncaught).isEmpty();
    assertThat(log.text()).contains("Reading a streamed answer", "IllegalStateException");
  }

  @Test
  void endOfACallThatTheSdkHasLetGo_isTold() {
    try (FakeBedrock bedrock = FakeBedrock.start();
        BedrockRuntimeAsyncClient client =
            Clients.async(bedrock, Protocol.HTTP1_1, Clients.with(tracing().interceptor()))) {
      assertThat(client.converse(UNSENDABLE)).failsWithin(Duration.ofSeconds(10));

      Garbage.collectUntil(() -> ending.thrown() == 1);
    }

    await()
        .untilAsserted(
            () ->
                assertThat(log.text())
                    .as("what the log is told of the end that failed")
                    .contains("A tracing hook failed", "IllegalStateException"));
  }

  @Test
  void shutdown_triesToEndEveryCall_andThrowsNothing() {
    BedrockTracing tracing = tracing();
    Reply held = Reply.json(Exchanges.CONVERSE_ANSWER).ending(Reply.Ending.HELD_FIRST);
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(number -> held);
        BedrockRuntimeAsyncClient client =
            Clients.async(bedrock, Protocol.HTTP1_1, Clients.with(tracing.interceptor()))) {
      List<CompletableFuture<?>> calls = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        calls.add(client.converse(Exchanges.converse()));
      }
      await().until(() -> bedrock.requests() == 5);

      assertThatCode(tracing::shutdown).doesNotThrowAnyException();

      assertThat(ending.thrown()).isEqualTo(5);
      assertThat(log.text()).contains("A tracing hook failed", "IllegalStateException");
      bedrock.release();
      assertThat(calls).allSatisfy(call -> assertThat(call).succeedsWithin(Duration.ofSeconds(10)));
    }
  }

  private BedrockTracing tracing() {
    return BedrockTracing.builder().openTelemetry(ending.openTelemetry()).build();
  }
}
