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
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** The interceptor that a program puts on a client itself, alone and beside others. */
@ResourceLock(ProcessState.LOCK)
@ExtendWith(RestoresSwitches.class)
class ExplicitInterceptorTest {
  private static final AttributeKey<Long> RETRY_COUNT =
      AttributeKey.longKey("aws.bedrock.retry_count");

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();
  @AutoClose private final Telemetry other = Telemetry.create();
  private final BedrockTracing tracing = tracingTo(telemetry);
  private final BedrockTracing otherTracing = tracingTo(other);

  @BeforeEach
  void answer() {
    PlainCall.answer(bedrock);
  }

  @Test
  void tracesWithoutAutolog() {
    converse(tracing.interceptor());

    assertThat(BedrockTracing.isEnabled()).isFalse();
    assertThat(telemetry.onlySpan().getName()).isEqualTo(PlainCall.SPAN_NAME);
  }

  @Test
  void tracesOnlyTheClientItIsOn() {
    converse(tracing.interceptor());
    converse();

    telemetry.onlySpan();
  }

  @Test
  void mayBePutOnSeveralClients() {
    converse(tracing.interceptor());
    converse(tracing.interceptor());

    telemetry.spans(2);
  }

  @Test
  void goesOnAfterDisable() {
    BedrockTracing.autolog(otherTracing);
    BedrockTracing.disable();

    converse(tracing.interceptor());

    telemetry.onlySpan();
    assertThat(other.started()).isZero();
  }

  @Test
  void recordsAloneWhereAutologIsOnAsWell() {
    BedrockTracing.autolog(otherTracing);

    converse(tracing.interceptor());

    telemetry.onlySpan();
    assertThat(other.started()).isZero();
    assertThat(other.collectMetrics()).isEmpty();
  }

  @Test
  void recordsOnceWhereAutologHasTheSameConfiguration() {
    BedrockTracing.autolog(tracing);

    converse(tracing.interceptor());
    stream(tracing.interceptor());

    assertThat(telemetry.spans(2)).noneMatch(ExplicitInterceptorTest::sawRetries);
    assertThat(chunksRecorded()).isEqualTo(4);
  }

  @Test
  void leavesTheCallToAutologWhileItHasNoOpenTelemetryOfItsOwn() {
    BedrockTracing.autolog(otherTracing);

    converse(BedrockTracing.builder().build().interceptor());

    other.onlySpan();
  }

  @Test
  void theFirstOfTwoOnOneClientRecordsAlone() {
    converse(tracing.interceptor(), otherTracing.interceptor());
    stream(tracing.interceptor(), otherTracing.interceptor());

    telemetry.spans(2);
    assertThat(other.started()).isZero();
    assertThat(other.collectMetrics()).isEmpty();
  }

  @Test
  void theFirstOfTwoRecordsAloneAlsoWhereAutologIsOn() {
    try (Telemetry third = Telemetry.create()) {
      BedrockTracing.autolog(tracingTo(third));

      converse(tracing.interceptor(), otherTracing.interceptor());

      telemetry.onlySpan();
      assertThat(other.started()).isZero();
      assertThat(third.started()).isZero();
    }
  }

  @Test
  void putTwiceOnOneClientItRecordsOnce() {
    converse(tracing.interceptor(), tracing.interceptor());
    stream(tracing.interceptor(), tracing.interceptor());

    assertThat(telemetry.spans(2)).noneMatch(ExplicitInterceptorTest::sawRetries);
    assertThat(chunksRecorded()).isEqualTo(4);
  }

  @Test
  void closingDoesNotTouchAGivenOpenTelemetry() {
    tracing.close();

    converse(tracing.interceptor());

    telemetry.onlySpan();
  }

  @Test
  void tracesNothingWithoutAnyOpenTelemetryAndDisturbsNothing() {
    try (BedrockTracing without = BedrockTracing.builder().build()) {
      converse(without.interceptor());
    }

    assertThat(bedrock.requests()).isEqualTo(1);
  }

  @Test
  void refusesNull() {
    assertThatNullPointerException().isThrownBy(() -> BedrockTracing.builder().openTelemetry(null));
  }

  private static BedrockTracing tracingTo(Telemetry telemetry) {
    return BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();
  }

  private void converse(ExecutionInterceptor... interceptors) {
    try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with(interceptors))) {
      assertThat(PlainCall.converse(client)).isEqualTo("Hello.");
    }
  }

  private void stream(ExecutionInterceptor... interceptors) {
    try (BedrockRuntimeAsyncClient client =
        Clients.async(bedrock, Protocol.HTTP1_1, Clients.with(interceptors))) {
      client
          .converseStream(
              PlainCall.converseStream(),
              ConverseStreamResponseHandler.builder().subscriber(event -> {}).build())
          .join();
    }
  }

  private static boolean sawRetries(SpanData span) {
    return span.getAttributes().get(RETRY_COUNT) != null;
  }

  /** Returns how many times between chunks were recorded: one fewer than events. */
  private long chunksRecorded() {
    return telemetry
        .metric("gen_ai.client.operation.time_per_output_chunk")
        .orElseThrow()
        .getHistogramData()
        .getPoints()
        .stream()
        .mapToLong(HistogramPointData::getCount)
        .sum();
  }
}
