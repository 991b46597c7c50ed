/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.StreamConsumer;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** However the program breaks a stream off, its span ends, once, and says how. */
final class DisturbedStreamsTest extends StreamEndings {
  @Test
  void consumerThatCancelsItsSubscription_isNoError() {
    answerSlowly();
    StreamConsumer consumer = new StreamConsumer(Subscription::cancel);

    run(consumer, c -> {}, call -> assertThat(call).succeedsWithin(Duration.ofSeconds(10)));

    assertCancelled();
    assertThat(consumer.events()).isEqualTo(1);
  }

  @Test
  void consumerThatThrows_isTheFailureThatItsCallerSees() {
    answerSlowly();
    StreamConsumer consumer =
        new StreamConsumer(
            subscription -> {
              throw new IllegalStateException("a consumer's own");
            });

    run(
        consumer,
        c -> {},
        call -> {
          awaitEnd(call);
          assertThat(call).isCompletedExceptionally();
        });

    SpanData span = assertFailed(SdkClientException.class.getName());
    assertThat(span.toString()).doesNotContain("a consumer's own");
  }

  @Test
  void futureCancelledInMidStream_isNoError() {
    answerSlowly();
    StreamConsumer consumer = new StreamConsumer();

    run(
        consumer,
        c -> {},
        call -> {
          await().until(() -> consumer.events() > 0);
          call.cancel(true);
        });

    await().atMost(Duration.ofSeconds(8)).until(() -> telemetry.ended() == 1);
    assertCancelled();
  }

  @Test
  void timeoutOfTheCallInMidStream_endsTheSpan() {
    // Far from both ends of the stream, also where the client is slow to begin.
    answerWithin(Duration.ofSeconds(12));

    run(
        new StreamConsumer(),
        c -> c.apiCallTimeout(Duration.ofSeconds(5)),
        DisturbedStreamsTest::awaitEnd);

    await().atMost(Duration.ofSeconds(8)).until(() -> telemetry.ended() == 1);
    if (kind == ClientKind.ASYNC_HTTP_2) {
      assertFailed(ApiCallTimeoutException.class.getName());
    } else {
      // Over HTTP/1.1 the SDK gives the same error as for a cancelled call, and nothing after it.
      assertCancelled();
    }
  }

  @Test
  void clientClosedInMidStream_endsTheSpan() {
    answerSlowly();
    StreamConsumer consumer = new StreamConsumer();
    SdkAsyncHttpClient http = Clients.newAsyncHttpClient(kind.protocol());
    BedrockRuntimeAsyncClient client =
        Clients.asyncBuilder(bedrock, kind.protocol(), Clients.with(fixture.interceptor()))
            .httpClient(http)
            .build();
    CompletableFuture<Void> call = operation.start(client, consumer);

    await().until(() -> consumer.events() > 0);
    client.close();
    http.close();

    awaitEnd(call);
    await().atMost(Duration.ofSeconds(15)).until(() -> telemetry.ended() == 1);
    assertThat(telemetry.started()).isEqualTo(1);
  }

  /** Makes a traced call that is disturbed. */
  private void run(
      StreamConsumer consumer,
      Consumer<ClientOverrideConfiguration.Builder> configuration,
      Consumer<CompletableFuture<Void>> disturbance) {
    try (BedrockRuntimeAsyncClient client =
        Clients.async(
            bedrock, kind.protocol(), configuration.andThen(Clients.with(fixture.interceptor())))) {
      disturbance.accept(operation.start(client, consumer));
    }
  }

  /** Answers with a frame every second. */
  private void answerSlowly() {
    answerWithin(Duration.ofSeconds(FRAMES));
  }

  private void answerWithin(Duration duration) {
    bedrock.answer(
        operation.path(),
        response ->
            FakeBedrock.stream(response, frames(FRAMES))
                .withChunkedDribbleDelay(FRAMES, (int) duration.toMillis()));
  }

  private static void awaitEnd(CompletableFuture<Void> call) {
    await().atMost(Duration.ofSeconds(15)).until(call::isDone);
  }
}
