/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.attaching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.StatusCode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** The dormant interceptor of the service files, and the switch that wakes it. */
@ResourceLock(ProcessState.LOCK)
@ExtendWith(RestoresSwitches.class)
class AutologTest {
  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();
  private final BedrockTracing tracing =
      BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();
  @AutoClose private BedrockRuntimeClient client;

  @BeforeEach
  void buildClientBeforeAnythingIsSwitchedOn() {
    bedrock.answerJson("converse", PlainCall.ANSWER);
    client = Clients.sync(bedrock, Clients.with());
  }

  @Test
  void nothingIsTracedByTheJarAlone() {
    GlobalOpenTelemetry.set(telemetry.openTelemetry());

    assertThat(PlainCall.converse(client)).isEqualTo("Hello.");

    assertThat(BedrockTracing.isEnabled()).isFalse();
    assertThat(telemetry.started()).isZero();
  }

  @Test
  void wakesClientsBuiltBefore() {
    BedrockTracing.autolog(tracing);

    PlainCall.converse(client);

    assertThat(BedrockTracing.isEnabled()).isTrue();
    assertThat(telemetry.onlySpan().getName()).isEqualTo(PlainCall.SPAN_NAME);
  }

  @Test
  void tracesClientsBuiltAfter() {
    BedrockTracing.autolog(tracing);

    try (BedrockRuntimeClient later = Clients.sync(bedrock, Clients.with())) {
      PlainCall.converse(later);
    }

    assertThat(telemetry.onlySpan().getName()).isEqualTo(PlainCall.SPAN_NAME);
  }

  @Test
  void wakesAsynchronousClientsBuiltBefore() {
    bedrock.answerStream("converse-stream", PlainCall.streamedAnswer());
    try (BedrockRuntimeAsyncClient async =
        Clients.async(bedrock, Protocol.HTTP1_1, Clients.with())) {
      BedrockTracing.autolog(tracing);

      async.converse(PlainCall.converse()).join();
      async
          .converseStream(
              PlainCall.converseStream(),
              ConverseStreamResponseHandler.builder().subscriber(event -> {}).build())
          .join();
    }

    assertThat(telemetry.spans(2))
        .allSatisfy(
            span -> {
              assertThat(span.getName()).isEqualTo(PlainCall.SPAN_NAME);
              assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
              assertThat(span.getAttributes().asMap()).containsValues(5L, 2L);
            });
  }

  @Test
  void switchingOnTwiceTracesOnce() {
    BedrockTracing.autolog(tracing);
    BedrockTracing.autolog(tracing);

    PlainCall.converse(client);

    telemetry.onlySpan();
  }

  @Test
  void theLastConfigurationIsInForce() {
    try (Telemetry other = Telemetry.create()) {
      BedrockTracing.autolog(BedrockTracing.builder().openTelemetry(other.openTelemetry()).build());
      BedrockTracing.autolog(tracing);

      PlainCall.converse(client);

      telemetry.onlySpan();
      assertThat(other.started()).isZero();
    }
  }

  @Test
  void sleepsAtOnceWhenDisabledAndWakesAgain() {
    BedrockTracing.autolog(tracing);
    PlainCall.converse(client);
    BedrockTracing.disable();
    PlainCall.converse(client);

    assertThat(BedrockTracing.isEnabled()).isFalse();
    telemetry.onlySpan();

    BedrockTracing.autolog(tracing);
    PlainCall.converse(client);

    telemetry.spans(2);
  }

  @Test
  void aCallThatHasBegunIsRecordedToItsEndAfterDisable() {
    ExecutionInterceptor disablesBeforeSending =
        new ExecutionInterceptor() {
          @Override
          public SdkRequest modifyRequest(
              Context.ModifyRequest context, ExecutionAttributes attributes) {
            BedrockTracing.disable();
            return context.request();
          }
        };
    callInFlight(disablesBeforeSending);
  }

  @Test
  void aCallThatIsBeingSentIsRecordedToItsEndAfterDisable() {
    ExecutionInterceptor disablesWhileSending =
        new ExecutionInterceptor() {
          @Override
          public void beforeTransmission(
              Context.BeforeTransmission context, ExecutionAttributes attributes) {
            BedrockTracing.disable();
          }
        };
    callInFlight(disablesWhileSending);
  }

  private void callInFlight(ExecutionInterceptor disabling) {
    BedrockTracing.autolog(tracing);
    try (BedrockRuntimeClient inFlight = Clients.sync(bedrock, Clients.with(disabling))) {
      PlainCall.converse(inFlight);
      PlainCall.converse(inFlight);
    }

    assertThat(BedrockTracing.isEnabled()).isFalse();
    assertThat(telemetry.onlySpan().getAttributes().asMap())
        .as("token counts, which only the end of the call knows")
        .containsValues(5L, 2L);
  }

  @Test
  void aStreamInFlightIsRecordedToItsEndAfterDisable() {
    bedrock.answerStream("converse-stream", PlainCall.streamedAnswer());
    BedrockTracing.autolog(tracing);
    try (BedrockRuntimeAsyncClient async =
        Clients.async(bedrock, Protocol.HTTP1_1, Clients.with())) {
      async
          .converseStream(
              PlainCall.converseStream(),
              ConverseStreamResponseHandler.builder()
                  .onResponse(response -> BedrockTracing.disable())
                  .subscriber(event -> {})
                  .build())
          .join();
    }

    assertThat(telemetry.onlySpan().getAttributes().asMap()).containsValues("complete", 5L, 2L);
  }

  @Test
  void theFlagDoesNotWakeWhatTheProgramHasDisabled() {
    GlobalOpenTelemetry.set(telemetry.openTelemetry());
    BedrockTracing.disable();
    System.setProperty("bedrock.tracing.autolog", "true");

    PlainCall.converse(client);

    assertThat(BedrockTracing.isEnabled()).isFalse();
    assertThat(telemetry.started()).isZero();
  }

  @Test
  void theFlagSetToFalseDoesNotHinderTheProgram() {
    System.setProperty("bedrock.tracing.autolog", "false");
    BedrockTracing.autolog(tracing);

    PlainCall.converse(client);

    assertThat(BedrockTracing.isEnabled()).isTrue();
    telemetry.onlySpan();
  }

  @Test
  void closingDoesNotTouchAGivenOpenTelemetry() {
    BedrockTracing.autolog(tracing);

    tracing.shutdown();
    tracing.close();
    PlainCall.converse(client);

    telemetry.onlySpan();
  }

  @Test
  void refusesNull() {
    assertThatNullPointerException().isThrownBy(() -> BedrockTracing.autolog(null));
    assertThat(BedrockTracing.isEnabled()).isFalse();
  }
}
