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
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** {@link BedrockTracing#TRACE_REQUEST}, which switches tracing off for single requests. */
@ResourceLock(ProcessState.LOCK)
@ExtendWith(RestoresSwitches.class)
class RequestSwitchTest {
  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();
  private final BedrockTracing tracing =
      BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();

  @BeforeEach
  void answer() {
    PlainCall.answer(bedrock);
  }

  @Test
  void switchesOffOneRequestUnderAutolog() {
    BedrockTracing.autolog(tracing);
    try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with())) {
      converse(client, traced(false));
      assertThat(telemetry.started()).isZero();

      converse(client, configuration -> {});
      telemetry.onlySpan();
    }
  }

  @Test
  void switchesOffOneRequestUnderAnExplicitInterceptor() {
    BedrockTracing.autolog(tracing);
    try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with(tracing.interceptor()))) {
      converse(client, traced(false));
      assertThat(telemetry.started()).isZero();

      converse(client, traced(true));
      telemetry.onlySpan();
    }
  }

  @Test
  void switchesOffOneStream() {
    BedrockTracing.autolog(tracing);
    try (BedrockRuntimeAsyncClient client =
        Clients.async(bedrock, Protocol.HTTP1_1, Clients.with())) {
      client
          .converseStream(
              PlainCall.converseStream().toBuilder().overrideConfiguration(traced(false)).build(),
              ConverseStreamResponseHandler.builder().subscriber(event -> {}).build())
          .join();
    }

    assertThat(bedrock.requests()).isEqualTo(1);
    assertThat(telemetry.started()).isZero();
    assertThat(telemetry.collectMetrics()).isEmpty();
  }

  @Test
  void trueDoesNotWakeWhatIsAsleep() {
    try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with())) {
      converse(client, traced(true));
    }

    assertThat(telemetry.started()).isZero();
  }

  @Test
  void trueDoesNotOverruleTheFlag() {
    System.setProperty("bedrock.tracing.enabled", "false");
    BedrockTracing.autolog(tracing);
    try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with(tracing.interceptor()))) {
      converse(client, traced(true));
    }

    assertThat(telemetry.started()).isZero();
  }

  @Test
  void switchesOffAWholeClientAndARequestOverrulesTheClient() {
    BedrockTracing.autolog(tracing);
    Consumer<ClientOverrideConfiguration.Builder> untraced =
        configuration -> configuration.putExecutionAttribute(BedrockTracing.TRACE_REQUEST, false);
    try (BedrockRuntimeClient client = Clients.sync(bedrock, untraced)) {
      converse(client, configuration -> {});
      assertThat(telemetry.started()).isZero();

      converse(client, traced(true));
      telemetry.onlySpan();
    }
  }

  private static Consumer<AwsRequestOverrideConfiguration.Builder> traced(boolean value) {
    return configuration ->
        configuration.putExecutionAttribute(BedrockTracing.TRACE_REQUEST, value);
  }

  private static void converse(
      BedrockRuntimeClient client,
      Consumer<AwsRequestOverrideConfiguration.Builder> configuration) {
    client.converse(PlainCall.converse().toBuilder().overrideConfiguration(configuration).build());
  }
}
