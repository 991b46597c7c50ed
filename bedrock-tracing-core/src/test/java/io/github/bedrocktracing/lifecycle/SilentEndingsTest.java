/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.lifecycle;

import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.client.StreamConsumer;
import io.github.bedrocktracing.testing.client.StreamOperation;
import io.github.bedrocktracing.testing.process.Garbage;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** Calls of which the SDK tells no interceptor that they are over end all the same, once. */
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass
@EnumSource(
    value = ClientKind.class,
    names = {"ASYNC_HTTP_1_1", "ASYNC_HTTP_2"})
final class SilentEndingsTest {
  private static final ConverseRequest UNSENDABLE = ConverseRequest.builder().build();

  @Parameter private ClientKind kind;

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();
  private final BedrockTracing tracing =
      BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();

  @BeforeEach
  void answerTooLate() {
    bedrock.answer(
        "converse",
        response -> FakeBedrock.json(response, Exchanges.CONVERSE_ANSWER).withFixedDelay(20_000));
  }

  @Test
  void callThatIsCancelledBeforeItsResponse_endsWhenItWasSent() {
    Instant cancelled;
    try (SdkAsyncHttpClient http = Clients.newAsyncHttpClient(kind.protocol());
        BedrockRuntimeAsyncClient client = traced(http, c -> {})) {
      CompletableFuture<?> call = client.converse(Exchanges.converse());
      await().until(() -> bedrock.requests() == 1);
      cancelled = Instant.now();
      call.cancel(true);
    }

    Garbage.collectUntil(() -> telemetry.ended() == 1);
    SpanData span = assertEnded("no_response");
    assertThat(Instant.EPOCH.plusNanos(span.getEndEpochNanos())).isBeforeOrEqualTo(cancelled);
  }

  @Test
  void callThatTakesTooLong_ends() {
    try (SdkAsyncHttpClient http = Clients.newAsyncHttpClient(kind.protocol());
        BedrockRuntimeAsyncClient client =
            traced(http, c -> c.apiCallTimeout(Duration.ofMillis(1500)))) {
      awaitFailure(client.converse(Exchanges.converse()), "ApiCallTimeoutException");
    }

    Garbage.collectUntil(() -> telemetry.ended() == 1);
    assertEnded("no_response");
  }

  @Test
  void requestThatCannotBeSent_ends() {
    try (BedrockRuntimeAsyncClient client = traced(c -> {})) {
      awaitFailure(client.converse(UNSENDABLE), "'modelId' must not be null");

      Garbage.collectUntil(() -> telemetry.ended() == 1);
    }

    assertThat(assertEnded("not_sent").getName()).isEqualTo("chat");
    assertThat(bedrock.requests()).isZero();
  }

  @Test
  void streamThatNobodyReads_endsWhenItsConnectionIsGone() {
    bedrock.answerStream("converse-stream", EventStreams.concat(Exchanges.converseFrames()));
    FailuresTold told = new FailuresTold();
    SdkAsyncHttpClient http = Clients.newAsyncHttpClient(kind.protocol(), Duration.ofSeconds(3));
    try (BedrockRuntimeAsyncClient client =
        Clients.asyncBuilder(bedrock, kind.protocol(), Clients.with(told, tracing.interceptor()))
            .httpClient(http)
            .build()) {
      awaitUnreadStream(client);
    }
    assertThat(telemetry.ended()).isZero();
    http.close();

    Garbage.collectUntil(() -> telemetry.ended() == 1);

    boolean silent = told.exceptions.isEmpty();
    SpanData span =
        assertEnded(silent ? "not_consumed" : told.exceptions.get(0).getClass().getName());
    assertThat(attributes(span))
        .containsEntry("aws.bedrock.stream.outcome", silent ? "abandoned" : "failed");
  }

  @Test
  void plugin_tellsOfARequestThatCannotBeSent_atOnce() {
    try (BedrockRuntimeAsyncClient client = plugged(c -> {})) {
      awaitFailure(client.converse(UNSENDABLE), "'modelId' must not be null");
    }

    assertEnded("not_sent");
  }

  @Test
  void plugin_tellsOfACallThatTakesTooLong_atOnce() {
    try (BedrockRuntimeAsyncClient client =
        plugged(c -> c.apiCallTimeout(Duration.ofMillis(1500)))) {
      awaitFailure(client.converse(Exchanges.converse()), "ApiCallTimeoutException");
    }

    assertTimedOut();
  }

  @Test
  void plugin_tellsOfARequestThatIsGivenLessTime_atOnce() {
    ConverseRequest hasty =
        Exchanges.converse().toBuilder()
            .overrideConfiguration(c -> c.apiCallTimeout(Duration.ofMillis(1500)))
            .build();
    try (BedrockRuntimeAsyncClient client = plugged(c -> c.apiCallTimeout(Duration.ofHours(1)))) {
      awaitFailure(client.converse(hasty), "ApiCallTimeoutException");
    }

    assertTimedOut();
  }

  @Test
  void plugin_tellsOfAStreamThatTakesTooLong_atOnce() {
    byte[][] frames = Exchanges.converseFrames();
    Reply unfinished = Reply.stream(frames[0], frames[1]).ending(Reply.Ending.HANGING);
    try (ScriptedBedrock hanging = ScriptedBedrock.start(number -> unfinished);
        BedrockRuntimeAsyncClient client =
            Clients.asyncBuilder(
                    hanging, kind.protocol(), c -> c.apiCallTimeout(Duration.ofSeconds(5)))
                .addPlugin(tracing.plugin())
                .build()) {
      awaitFailure(
          StreamOperation.CONVERSE.start(client, new StreamConsumer()), "ApiCallTimeoutException");
    }

    assertThat(attributes(assertTimedOut())).containsKey("gen_ai.response.time_to_first_chunk");
  }

  @Test
  void plugin_isOneTracerWithTheInterceptor() {
    bedrock.answerJson("converse", Exchanges.CONVERSE_ANSWER);
    try (BedrockRuntimeAsyncClient client = plugged(Clients.with(tracing.interceptor()))) {
      assertThat(client.converse(Exchanges.converse())).succeedsWithin(Duration.ofSeconds(10));
    }

    assertThat(telemetry.onlySpan().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(telemetry.started()).isEqualTo(1);
  }

  @Test
  void plugin_ofOneRequest_tracesIt() {
    try (BedrockRuntimeAsyncClient client = Clients.async(bedrock, kind.protocol(), c -> {})) {
      ConverseRequest plugged =
          UNSENDABLE.toBuilder().overrideConfiguration(c -> c.addPlugin(tracing.plugin())).build();
      awaitFailure(client.converse(plugged), "'modelId' must not be null");
    }

    assertEnded("not_sent");
  }

  @Test
  void shutdown_endsWhatIsInFlight_andTheLateAnswerAddsNothing() {
    bedrock.answer(
        "converse",
        response -> FakeBedrock.json(response, Exchanges.CONVERSE_ANSWER).withFixedDelay(3_000));
    try (BedrockRuntimeAsyncClient client = traced(c -> {})) {
      CompletableFuture<?> call = client.converse(Exchanges.converse());
      await().until(() -> bedrock.requests() == 1);

      tracing.shutdown();

      assertEnded("shutdown");
      assertThat(call).succeedsWithin(Duration.ofSeconds(10));
    }
    assertEnded("shutdown");
  }

  @Test
  void shutdown_leavesTheCallsOfAnotherConfigurationAlone() {
    bedrock.answer(
        "converse",
        response -> FakeBedrock.json(response, Exchanges.CONVERSE_ANSWER).withFixedDelay(2_000));
    try (BedrockRuntimeAsyncClient client = traced(c -> {});
        Telemetry otherTelemetry = Telemetry.create()) {
      CompletableFuture<?> call = client.converse(Exchanges.converse());
      await().until(() -> bedrock.requests() == 1);

      BedrockTracing.builder().openTelemetry(otherTelemetry.openTelemetry()).build().shutdown();

      assertThat(call).succeedsWithin(Duration.ofSeconds(10));
    }
    assertThat(telemetry.onlySpan().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  private BedrockRuntimeAsyncClient traced(
      Consumer<ClientOverrideConfiguration.Builder> configuration) {
    return Clients.async(
        bedrock, kind.protocol(), configuration.andThen(Clients.with(tracing.interceptor())));
  }

  /** The pool of an HTTP client may hold a call whose connection was closed as it came back. */
  private BedrockRuntimeAsyncClient traced(
      SdkAsyncHttpClient http, Consumer<ClientOverrideConfiguration.Builder> configuration) {
    return Clients.asyncBuilder(
            bedrock, kind.protocol(), configuration.andThen(Clients.with(tracing.interceptor())))
        .httpClient(http)
        .build();
  }

  private BedrockRuntimeAsyncClient plugged(
      Consumer<ClientOverrideConfiguration.Builder> configuration) {
    return Clients.asyncBuilder(bedrock, kind.protocol(), configuration)
        .addPlugin(tracing.plugin())
        .build();
  }

  /** Leaves nothing of the call on the test's own stack. */
  private static void awaitUnreadStream(BedrockRuntimeAsyncClient client) {
    CompletableFuture<Void> arrived = new CompletableFuture<>();
    CompletableFuture<Void> call =
        client.converseStream(
            Exchanges.converseStream(),
            ConverseStreamResponseHandler.builder()
                .onEventStream(publisher -> arrived.complete(null))
                .build());
    assertThat(arrived).succeedsWithin(Duration.ofSeconds(10));
    assertThat(call).isNotDone();
  }

  private static void awaitFailure(CompletableFuture<?> call, String message) {
    assertThat(call)
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableOfType(Exception.class)
        .withStackTraceContaining(message);
  }

  private SpanData assertTimedOut() {
    return assertEnded(ApiCallTimeoutException.class.getName());
  }

  private SpanData assertEnded(String errorType) {
    SpanData span = telemetry.onlySpan();
    assertThat(telemetry.started()).isEqualTo(telemetry.ended()).isEqualTo(1);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(attributes(span)).containsEntry("error.type", errorType);
    assertThat(MetricPoint.of(telemetry.metric("gen_ai.client.operation.duration").orElseThrow()))
        .singleElement()
        .satisfies(
            point -> {
              assertThat(point.count()).isEqualTo(1);
              assertThat(point.attributes()).containsEntry("error.type", errorType);
            });
    return span;
  }

  /** What the SDK tells interceptors of failures. */
  private static final class FailuresTold implements ExecutionInterceptor {
    private final List<Throwable> exceptions = new CopyOnWriteArrayList<>();

    @Override
    public void onExecutionFailure(
        Context.FailedExecution context, ExecutionAttributes attributes) {
      exceptions.add(context.exception());
    }
  }
}
