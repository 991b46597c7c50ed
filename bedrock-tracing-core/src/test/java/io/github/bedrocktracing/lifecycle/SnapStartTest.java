/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.internal.autolog.AutologInterceptor;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Date;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/**
 * A process may be frozen after its clients are built and thawed many times, elsewhere and later:
 * nothing is decided, opened or drawn before the first call.
 */
@ExtendWith(RestoresSwitches.class)
@ResourceLock(ProcessState.LOCK)
final class SnapStartTest {
  private static final String CAPTURE = "otel.instrumentation.genai.capture-message-content";
  private static final List<Class<?>> FIXED =
      List.of(
          Thread.class,
          Executor.class,
          Future.class,
          Socket.class,
          ServerSocket.class,
          Random.class,
          UUID.class,
          Instant.class,
          Clock.class,
          Date.class);

  @Test
  void whatIsSetAfterTheClientIsBuilt_counts() {
    try (FakeBedrock bedrock = FakeBedrock.start();
        Telemetry telemetry = Telemetry.create();
        BedrockRuntimeClient explicit =
            Clients.sync(bedrock, Clients.with(BedrockTracing.builder().build().interceptor()));
        BedrockRuntimeClient dormant = Clients.sync(bedrock, c -> {})) {
      bedrock.answerJson("converse", PlainCall.ANSWER);

      GlobalOpenTelemetry.set(telemetry.openTelemetry());
      System.setProperty(CAPTURE, "true");
      BedrockTracing.autolog();
      PlainCall.converse(explicit);
      PlainCall.converse(dormant);

      assertThat(telemetry.spans(2))
          .allSatisfy(
              span ->
                  assertThat(
                          span.getAttributes()
                              .get(AttributeKey.stringKey("gen_ai.output.messages")))
                      .contains("Hello."));

      System.setProperty(CAPTURE, "false");
      BedrockTracing.disable();
      telemetry.reset();
      PlainCall.converse(explicit);
      PlainCall.converse(dormant);
      assertThat(telemetry.onlySpan().getAttributes().asMap().toString()).doesNotContain("Hello.");
    }
  }

  @Test
  void buildingStartsNoThread_andFixesNothing() throws ReflectiveOperationException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();

    BedrockTracing tracing = BedrockTracing.builder().captureContent(true).build();
    List<Object> built =
        List.of(tracing, tracing.interceptor(), tracing.plugin(), new AutologInterceptor());

    Set<Thread> started = new HashSet<>(Thread.getAllStackTraces().keySet());
    started.removeAll(before);
    assertThat(started).noneMatch(thread -> thread.getName().contains("bedrock"));
    for (Object each : reachable(built)) {
      assertThat(FIXED).as("what %s is", each.getClass()).noneMatch(type -> type.isInstance(each));
    }
  }

  /** Returns what objects of the library hold in their fields, and what these hold, and so on. */
  private static Set<Object> reachable(List<Object> roots) throws ReflectiveOperationException {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> left = new ArrayDeque<>(roots);
    while (!left.isEmpty()) {
      Object object = left.pop();
      if (!seen.add(object) || !object.getClass().getName().startsWith("io.github.")) {
        continue;
      }
      for (Class<?> type = object.getClass();
          type.getName().startsWith("io.github.");
          type = type.getSuperclass()) {
        for (Field field : type.getDeclaredFields()) {
          boolean visible =
              !Modifier.isStatic(field.getModifiers()) && !object.getClass().isHidden();
          if (visible && field.trySetAccessible() && field.get(object) != null) {
            left.push(field.get(object));
          }
        }
      }
    }
    return seen;
  }
}
