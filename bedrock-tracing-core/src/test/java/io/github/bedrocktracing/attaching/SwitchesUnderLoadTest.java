/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.attaching;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.BedrockCalls;
import io.github.bedrocktracing.testing.client.CallResult;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.process.Garbage;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tracing is switched on, changed and off while many threads call: each call is traced whole, with
 * one configuration, or not at all.
 */
@ExtendWith(RestoresSwitches.class)
@ResourceLock(ProcessState.LOCK)
final class SwitchesUnderLoadTest {
  private static final int CALLERS = 8;
  private static final int CALLS = 60;
  private static final AttributeKey<String> OUTPUT =
      AttributeKey.stringKey("gen_ai.output.messages");

  @Test
  void eachCallIsTracedWhole_withOneConfiguration_orNotAtAll() throws InterruptedException {
    try (ScriptedBedrock bedrock =
            ScriptedBedrock.start(List.of(Reply.stream(Exchanges.converseFrames())));
        Telemetry plain = Telemetry.create();
        Telemetry capturing = Telemetry.create();
        BedrockCalls calls = ClientKind.ASYNC_HTTP_1_1.connect(bedrock, c -> {})) {
      CallResult expected = calls.converseStream(Exchanges.converseStream());
      AtomicBoolean over = new AtomicBoolean();
      Thread switcher = new Thread(() -> switchUntil(over, plain, capturing), "switcher");
      switcher.start();

      Queue<CallResult> wrong = call(calls, expected);
      over.set(true);
      switcher.join();

      assertThat(wrong).isEmpty();
      Garbage.collectUntil(
          () -> plain.started() == plain.ended() && capturing.started() == capturing.ended());
      assertThat(plain.started()).as("traced without content").isPositive();
      assertThat(capturing.started()).as("traced with content").isPositive();
      assertThat(plain.endedSpans()).allMatch(span -> span.getAttributes().get(OUTPUT) == null);
      assertThat(capturing.endedSpans())
          .allMatch(span -> span.getAttributes().get(OUTPUT).contains("Hello"));
      int before = plain.started() + capturing.started();
      assertThat(before).isLessThanOrEqualTo(CALLERS * CALLS);
      calls.converseStream(Exchanges.converseStream());
      assertThat(plain.started() + capturing.started()).as("once off").isEqualTo(before);
    }
  }

  private static Queue<CallResult> call(BedrockCalls calls, CallResult expected)
      throws InterruptedException {
    Queue<CallResult> wrong = new ConcurrentLinkedQueue<>();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(
          new Thread(
              () -> {
                for (int j = 0; j < CALLS; j++) {
                  CallResult seen = calls.converseStream(Exchanges.converseStream());
                  if (!seen.equals(expected)) {
                    wrong.add(seen);
                  }
                }
              },
              "caller-" + i));
    }
    callers.forEach(Thread::start);
    for (Thread caller : callers) {
      caller.join();
    }
    return wrong;
  }

  private static void switchUntil(AtomicBoolean over, Telemetry plain, Telemetry capturing) {
    while (!over.get()) {
      BedrockTracing.autolog(BedrockTracing.builder().openTelemetry(plain.openTelemetry()).build());
      Thread.onSpinWait();
      BedrockTracing.autolog(
          BedrockTracing.builder()
              .openTelemetry(capturing.openTelemetry())
              .captureContent(true)
              .build());
      Thread.onSpinWait();
      BedrockTracing.disable();
    }
    BedrockTracing.disable();
  }
}
