/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.lifecycle;

import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.process.Garbage;
import io.github.bedrocktracing.testing.server.BedrockServer;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** Calls of which the SDK tells no interceptor that they are over end all the same, once. */
final class SilentEndingsTest extends SilentEndings {
  private static final Reply HELD =
      Reply.json(Exchanges.CONVERSE_ANSWER).ending(Reply.Ending.HELD_FIRST);

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
  void shutdown_endsWhatIsInFlight_andTheLateAnswerAddsNothing() {
    try (ScriptedBedrock holding = ScriptedBedrock.start(number -> HELD);
        BedrockRuntimeAsyncClient client = traced(holding)) {
      CompletableFuture<?> call = client.converse(Exchanges.converse());
      await().until(() -> holding.requests() == 1);

      tracing.shutdown();

      assertEnded("shutdown");
      holding.release();
      assertThat(call).succeedsWithin(Duration.ofSeconds(10));
    }
    assertEnded("shutdown");
  }

  @Test
  void shutdown_leavesTheCallsOfAnotherConfigurationAlone() {
    try (ScriptedBedrock holding = ScriptedBedrock.start(number -> HELD);
        BedrockRuntimeAsyncClient client = traced(holding);
        Telemetry otherTelemetry = Telemetry.create()) {
      CompletableFuture<?> call = client.converse(Exchanges.converse());
      await().until(() -> holding.requests() == 1);

      BedrockTracing.builder().openTelemetry(otherTelemetry.openTelemetry()).build().shutdown();

      holding.release();
      assertThat(call).succeedsWithin(Duration.ofSeconds(10));
    }
    assertThat(telemetry.onlySpan().getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  private BedrockRuntimeAsyncClient traced(BedrockServer server) {
    return Clients.async(server, kind.protocol(), Clients.with(tracing.interceptor()));
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
