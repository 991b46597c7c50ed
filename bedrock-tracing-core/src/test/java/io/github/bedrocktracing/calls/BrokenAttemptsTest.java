/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.client.StreamConsumer;
import io.github.bedrocktracing.testing.client.StreamOperation;
import io.github.bedrocktracing.testing.process.Garbage;
import io.github.bedrocktracing.testing.server.Reply;
import io.github.bedrocktracing.testing.server.ScriptedBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** A stream that breaks and is tried again: the span is that of the last attempt. */
@ParameterizedClass
@EnumSource(
    value = ClientKind.class,
    names = {"ASYNC_HTTP_1_1", "ASYNC_HTTP_2"})
final class BrokenAttemptsTest {
  private static final byte[][] FRAMES = Exchanges.converseFrames();
  private static final Reply BROKEN =
      Reply.stream(FRAMES[0], FRAMES[1], FRAMES[2]).ending(Reply.Ending.RESET);

  @Parameter private ClientKind kind;

  @AutoClose private final Telemetry telemetry = Telemetry.create();
  private final BedrockTracing tracing =
      BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();

  @Test
  void longWaitBetweenAttempts_isNoEnd() {
    try (ScriptedBedrock bedrock = ScriptedBedrock.start(List.of(BROKEN, Reply.stream(FRAMES)));
        SdkAsyncHttpClient http = Clients.newAsyncHttpClient(kind.protocol());
        BedrockRuntimeAsyncClient client =
            Clients.asyncBuilder(
                    bedrock,
                    kind.protocol(),
                    Clients.with(tracing.interceptor()).andThen(BrokenAttemptsTest::waitSixSeconds))
                .httpClient(http)
                .build()) {
      assertThat(StreamOperation.CONVERSE.start(client, new StreamConsumer()))
          .succeedsWithin(Duration.ofSeconds(40));
    }

    SpanData span = telemetry.onlySpan();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(MetricPoint.byName(span.getAttributes()))
        .containsEntry("aws.bedrock.retry_count", 1L)
        .containsEntry("gen_ai.usage.output_tokens", 20L)
        .containsEntry("aws.bedrock.stream.outcome", "complete");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void lateErrorOfTheFirstAttempt_keepsNoEndFromTheSecond(boolean shutDown) {
    LateErrors late = new LateErrors();
    try (ScriptedBedrock bedrock =
        ScriptedBedrock.start(List.of(BROKEN, Reply.stream(FRAMES).ending(Reply.Ending.SILENT)))) {
      try (SdkAsyncHttpClient http = Clients.newAsyncHttpClient(kind.protocol());
          BedrockRuntimeAsyncClient client =
              Clients.asyncBuilder(
                      bedrock, kind.protocol(), Clients.with(tracing.interceptor(), late))
                  .httpClient(http)
                  .build()) {
        CompletableFuture<?> call = StreamOperation.CONVERSE.start(client, new StreamConsumer());
        await().atMost(Duration.ofSeconds(20)).until(() -> bedrock.requests() == 2);
        late.handOver();
        if (shutDown) {
          tracing.shutdown();
          assertThat(telemetry.ended()).isEqualTo(1);
        }
        call.cancel(true);
        call = null;
      }
    }

    Garbage.collectUntil(() -> telemetry.ended() == 1);
    assertThat(MetricPoint.byName(telemetry.onlySpan().getAttributes()))
        .containsEntry("error.type", shutDown ? "shutdown" : "no_response")
        .containsEntry("aws.bedrock.retry_count", 1L);
  }

  /** Makes a client wait longer for another attempt than the library does for the SDK's word. */
  private static void waitSixSeconds(ClientOverrideConfiguration.Builder configuration) {
    configuration.retryStrategy(
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .backoffStrategy(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofSeconds(6)))
            .build());
  }

  /** Keeps the error of a body back, as a program does that hands signals to another thread. */
  private static final class LateErrors implements ExecutionInterceptor {
    private final AtomicReference<Runnable> kept = new AtomicReference<>();

    void handOver() {
      await().until(() -> kept.get() != null);
      kept.getAndSet(null).run();
    }

    @Override
    public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
        Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      return context
          .responsePublisher()
          .map(body -> subscriber -> body.subscribe(new Keeper(subscriber, kept)));
    }
  }

  private record Keeper(Subscriber<? super ByteBuffer> next, AtomicReference<Runnable> kept)
      implements Subscriber<ByteBuffer> {
    @Override
    public void onSubscribe(Subscription subscription) {
      next.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer bytes) {
      next.onNext(bytes);
    }

    @Override
    public void onError(Throwable error) {
      kept.set(() -> next.onError(error));
    }

    @Override
    public void onComplete() {
      next.onComplete();
    }
  }
}
