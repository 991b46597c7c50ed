/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.attaching;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** The global OpenTelemetry as the place where telemetry goes when none is given. */
@ResourceLock(ProcessState.LOCK)
@ExtendWith(RestoresSwitches.class)
class GlobalOpenTelemetryTest {
  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();
  @AutoClose private final Telemetry other = Telemetry.create();
  @AutoClose private final BedrockTracing tracing = BedrockTracing.builder().build();

  @BeforeEach
  void answer() {
    bedrock.answerJson("converse", PlainCall.ANSWER);
  }

  @Test
  void getsTheSpansOfAutologWhenRegisteredBefore() {
    GlobalOpenTelemetry.set(telemetry.openTelemetry());
    BedrockTracing.autolog(tracing);

    converse();

    telemetry.onlySpan();
  }

  @Test
  void getsTheSpansOfPlainAutolog() {
    GlobalOpenTelemetry.set(telemetry.openTelemetry());
    BedrockTracing.autolog();

    converse();

    telemetry.onlySpan();
  }

  @Test
  void takesOverAtTheNextCallWhenRegisteredAfter() {
    BedrockTracing.autolog(tracing);
    try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with())) {
      PlainCall.converse(client);
      assertThat(GlobalOpenTelemetry.isSet()).isFalse();

      GlobalOpenTelemetry.set(telemetry.openTelemetry());
      PlainCall.converse(client);
    }

    telemetry.onlySpan();
  }

  @Test
  void isAskedAnewAtEveryCall() {
    BedrockTracing.autolog(tracing);
    GlobalOpenTelemetry.set(telemetry.openTelemetry());
    converse();
    GlobalOpenTelemetry.resetForTest();
    GlobalOpenTelemetry.set(other.openTelemetry());
    converse();

    telemetry.onlySpan();
    other.onlySpan();
    assertThat(other.metric("gen_ai.client.operation.duration")).isPresent();
  }

  @Test
  void getsTheSpansOfAnExplicitInterceptorWheneverItIsRegistered() {
    try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with(tracing.interceptor()))) {
      PlainCall.converse(client);
      GlobalOpenTelemetry.set(telemetry.openTelemetry());
      PlainCall.converse(client);
    }

    telemetry.onlySpan();
  }

  @Test
  void yieldsToAGivenOne() {
    GlobalOpenTelemetry.set(other.openTelemetry());
    BedrockTracing.autolog(
        BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build());

    converse();

    telemetry.onlySpan();
    assertThat(other.started()).isZero();
  }

  @Test
  void isNeverRegisteredOrTriggeredByTheLibrary() {
    // What would make the API build and register an SDK at the first get().
    System.setProperty("otel.java.global-autoconfigure.enabled", "true");

    assertThat(GlobalOpenTelemetry.isSet()).isFalse();
    BedrockTracing.autolog(tracing);
    assertThat(GlobalOpenTelemetry.isSet()).isFalse();
    converse();
    assertThat(GlobalOpenTelemetry.isSet()).isFalse();
    BedrockTracing.disable();
    tracing.shutdown();
    assertThat(GlobalOpenTelemetry.isSet()).isFalse();
  }

  @Test
  void isNotTriggeredByAnExplicitInterceptor() {
    try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with(tracing.interceptor()))) {
      PlainCall.converse(client);
    }

    assertThat(GlobalOpenTelemetry.isSet()).isFalse();
  }

  @Test
  void isNotShutDownByTheLibrary() {
    GlobalOpenTelemetry.set(telemetry.openTelemetry());
    BedrockTracing.autolog(tracing);

    tracing.shutdown();
    converse();

    telemetry.onlySpan();
  }

  private void converse() {
    try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with())) {
      assertThat(PlainCall.converse(client)).isEqualTo("Hello.");
    }
  }
}
