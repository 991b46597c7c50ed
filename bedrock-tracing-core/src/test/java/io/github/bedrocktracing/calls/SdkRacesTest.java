/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.BedrockCalls;
import io.github.bedrocktracing.testing.client.CallResult;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.client.StreamOperation;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.sdk.HookWitness;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Where the SDK races with itself over how a call fails, the span tells what the caller of that
 * very call saw, and counts the attempts that were made.
 */
@ResourceLock(value = ProcessState.LOCK, mode = ResourceAccessMode.READ)
@Execution(ExecutionMode.CONCURRENT)
final class SdkRacesTest {
  private static final String TIMEOUT = ApiCallAttemptTimeoutException.class.getName();
  private static final String CONNECTION = SdkClientException.class.getName();
  private static final int MAX_ATTEMPTS = 3;

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();

  @ParameterizedTest
  @EnumSource(ClientKind.class)
  void timeoutOfEveryAttempt_isWhatTheCallerSaw(ClientKind kind) {
    bedrock.answer(
        "converse",
        response -> FakeBedrock.json(response, Exchanges.CONVERSE_ANSWER).withFixedDelay(2000));

    SpanData span =
        assertAgrees(
            kind,
            c -> c.apiCallAttemptTimeout(Duration.ofMillis(300)),
            calls -> calls.converse(Exchanges.converse()),
            // A cancelled attempt may take the connection of the next one with it.
            kind == ClientKind.SYNC ? Set.of(TIMEOUT) : Set.of(TIMEOUT, CONNECTION));

    assertThat(attributes(span)).doesNotContainKey("aws.bedrock.stream.outcome");
  }

  /** After a 500 the SDK closes the connection, on which its next attempt may already be. */
  @Test
  void internalServerErrorOverHttp2_isWhatTheCallerSaw() {
    bedrock.answerError("converse", 500, "InternalServerException", "no");

    SpanData span =
        assertAgrees(
            ClientKind.ASYNC_HTTP_2,
            c -> {},
            calls -> calls.converse(Exchanges.converse()),
            Set.of("InternalServerException", CONNECTION));

    assertThat(attributes(span)).containsEntry("aws.bedrock.retry_count", MAX_ATTEMPTS - 1L);
  }

  @ParameterizedTest
  @CsvSource({
    "ASYNC_HTTP_1_1, CONVERSE",
    "ASYNC_HTTP_1_1, INVOKE_MODEL",
    "ASYNC_HTTP_2, CONVERSE",
    "ASYNC_HTTP_2, INVOKE_MODEL"
  })
  void timeoutOfTheAttemptInMidStream_isWhatTheCallerSaw(
      ClientKind kind, StreamOperation operation) {
    byte[][] frames = operation.frames();
    bedrock.answer(
        operation.path(),
        response ->
            FakeBedrock.stream(response, EventStreams.concat(frames))
                .withChunkedDribbleDelay(frames.length, frames.length * 1000));

    SpanData span =
        assertAgrees(
            kind,
            c -> c.apiCallAttemptTimeout(Duration.ofMillis(1200)),
            operation::call,
            Set.of(TIMEOUT, CONNECTION));

    assertThat(attributes(span)).containsEntry("aws.bedrock.stream.outcome", "failed");
  }

  @ParameterizedTest
  @CsvSource({
    "ASYNC_HTTP_1_1, CONVERSE",
    "ASYNC_HTTP_1_1, INVOKE_MODEL",
    "ASYNC_HTTP_2, CONVERSE",
    "ASYNC_HTTP_2, INVOKE_MODEL"
  })
  void connectionResetInsteadOfAStream_isWhatTheCallerSaw(
      ClientKind kind, StreamOperation operation) {
    bedrock.answer(
        operation.path(), response -> response.withFault(Fault.CONNECTION_RESET_BY_PEER));

    SpanData span = assertAgrees(kind, c -> {}, operation::call, Set.of(CONNECTION));

    assertThat(attributes(span))
        .containsEntry("aws.bedrock.stream.outcome", "failed")
        .containsEntry("aws.bedrock.retry_count", MAX_ATTEMPTS - 1L);
    assertThat(bedrock.requests()).as("requests without tracing").isEqualTo(MAX_ATTEMPTS);
  }

  /**
   * Makes a call with tracing and one without, and asserts that both fail in one of the ways that
   * are possible, and that the span agrees with the former in everything.
   */
  private SpanData assertAgrees(
      ClientKind kind,
      Consumer<ClientOverrideConfiguration.Builder> configuration,
      Function<BedrockCalls, CallResult> call,
      Set<String> possible) {
    BedrockTracing tracing =
        BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();
    HookWitness witness = new HookWitness();
    warmUp(kind);

    CallResult seen =
        make(
            kind,
            configuration.andThen(Clients.with(tracing.interceptor(), witness)),
            call,
            possible);

    SpanData span = telemetry.onlySpan();
    assertThat(telemetry.started()).isEqualTo(1);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(attributes(span)).containsEntry("error.type", seen.errorType());
    assertThat(span.getEvents()).singleElement().extracting("name").isEqualTo("exception");
    assertThat(MetricPoint.of(telemetry.metric("gen_ai.client.operation.duration").orElseThrow()))
        .singleElement()
        .satisfies(
            point -> assertThat(point.attributes()).containsEntry("error.type", seen.errorType()));

    assertThat(witness.failures()).isEqualTo(1);
    // An attempt may be over before its request has reached the server.
    assertThat(witness.attempts()).isBetween(bedrock.requests(), MAX_ATTEMPTS);
    Object retries = attributes(span).getOrDefault("aws.bedrock.retry_count", 0L);
    assertThat(retries).isEqualTo(witness.attempts() - 1L);

    bedrock.rewind();
    make(kind, configuration, call, possible);
    return span;
  }

  /** Makes a call that ends well, as a first one may spend the time of an attempt on starting. */
  private void warmUp(ClientKind kind) {
    bedrock.answerJson("invoke", Exchanges.INVOKE_MODEL_ANSWER);
    try (BedrockCalls calls = kind.connect(bedrock, c -> {})) {
      assertThat(calls.invokeModel(Exchanges.invokeModel()).failure()).isEmpty();
    }
    bedrock.rewind();
  }

  private CallResult make(
      ClientKind kind,
      Consumer<ClientOverrideConfiguration.Builder> configuration,
      Function<BedrockCalls, CallResult> call,
      Set<String> possible) {
    try (BedrockCalls calls = kind.connect(bedrock, configuration)) {
      CallResult result = call.apply(calls);
      assertThat(result.errorType()).as(result.failure()).isIn(possible);
      return result;
    }
  }
}
