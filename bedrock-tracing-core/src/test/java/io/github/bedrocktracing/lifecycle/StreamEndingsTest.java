/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.lifecycle;

import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.testing.client.CallResult;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Fixture;
import io.github.bedrocktracing.testing.client.StreamConsumer;
import io.github.bedrocktracing.testing.client.StreamOperation;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** However a stream ends, its span ends, once, and says how. */
@ParameterizedClass
@CsvSource({
  "ASYNC_HTTP_1_1, CONVERSE",
  "ASYNC_HTTP_1_1, INVOKE_MODEL",
  "ASYNC_HTTP_2, CONVERSE",
  "ASYNC_HTTP_2, INVOKE_MODEL"
})
@ResourceLock(value = ProcessState.LOCK, mode = ResourceAccessMode.READ)
@Execution(ExecutionMode.CONCURRENT)
final class StreamEndingsTest {
  private static final String DURATION = "gen_ai.client.operation.duration";
  private static final int FRAMES = 6;

  @Parameter(0)
  private ClientKind kind;

  @Parameter(1)
  private StreamOperation operation;

  private final FakeBedrock bedrock = FakeBedrock.start();
  private final Telemetry telemetry = Telemetry.create();
  private Fixture fixture;

  @BeforeEach
  void connect() {
    fixture = new Fixture(bedrock, kind, telemetry);
  }

  @AfterEach
  void close() {
    fixture.close();
    bedrock.close();
  }

  @Test
  void consumedStream_isComplete() {
    answer(frames(FRAMES));

    CallResult result = fixture.call(operation::call);

    assertThat(result.failure()).isEmpty();
    SpanData span = assertEnded("complete");
    assertThat(attributes(span))
        .containsEntry("gen_ai.response.finish_reasons", List.of("end_turn"))
        .containsEntry("gen_ai.usage.input_tokens", 45L)
        .doesNotContainKey("error.type");
  }

  @Test
  void streamThatEndsBeforeItsStopReason_isTruncated() {
    answer(frames(4));

    CallResult result = fixture.call(operation::call);

    assertThat(result.failure()).isEmpty();
    assertTruncated(List.of("error"));
  }

  @Test
  void streamThatEndsBeforeItsLastEvent_keepsWhatCame() {
    answer(frames(5));

    fixture.call(operation::call);

    if (operation == StreamOperation.CONVERSE) {
      SpanData span = assertTruncated(List.of("end_turn"));
      assertThat(attributes(span)).doesNotContainKey("gen_ai.usage.input_tokens");
    } else {
      // With the stop reason an answer of InvokeModel is whole; the metrics do not always follow.
      SpanData span = assertEnded("complete");
      assertThat(attributes(span)).containsEntry("gen_ai.usage.output_tokens", 20L);
    }
  }

  @Test
  void streamThatEndsInTheMiddleOfAFrame_isTruncated() {
    byte[] frames = frames(4);
    answer(Arrays.copyOf(frames, frames.length - 7));

    fixture.call(operation::call);

    SpanData span = assertTruncated(List.of("error"));
    if (operation == StreamOperation.INVOKE_MODEL) {
      assertThat(attributes(span))
          .containsEntry("gen_ai.usage.input_tokens", 45L)
          .containsEntry("gen_ai.usage.cache_read.input_tokens", 30L)
          .containsEntry("gen_ai.response.id", "msg_1");
      assertThat(telemetry.metric("gen_ai.client.token.usage")).isPresent();
    }
  }

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
  void exceptionInTheStreamThatIsRetried_isCountedOnce() {
    bedrock.answerInTurn(
        operation.path(),
        response -> FakeBedrock.stream(response, throttledAfter(3)),
        response -> FakeBedrock.stream(response, frames(FRAMES)));

    CallResult result = fixture.call(operation::call);

    assertThat(result.failure()).isEmpty();
    SpanData span = assertEnded("complete");
    assertThat(attributes(span))
        .containsEntry("aws.bedrock.retry_count", 1L)
        .containsEntry("gen_ai.usage.input_tokens", 45L)
        .containsEntry("gen_ai.usage.output_tokens", 20L)
        .containsEntry("gen_ai.response.finish_reasons", List.of("end_turn"))
        .doesNotContainKey("error.type");
    assertThat(MetricPoint.of(telemetry.metric("gen_ai.client.token.usage").orElseThrow()))
        .extracting(MetricPoint::count)
        .containsExactly(1L, 1L);
  }

  @Test
  void exceptionInTheStreamToTheEnd_isAFailureNamedByIt() {
    answer(throttledAfter(3));

    fixture.call(operation::call);

    SpanData span = assertFailed("ThrottlingException");
    assertThat(attributes(span))
        .containsEntry("gen_ai.response.finish_reasons", List.of("error"))
        .containsEntry("aws.bedrock.retry_count", 2L);
  }

  @Test
  void modelErrorInTheStream_isAFailureNamedByIt() {
    answer(
        EventStreams.concat(
            frames(3), EventStreams.exception("modelStreamErrorException", "broken")));

    fixture.call(operation::call);

    SpanData span = assertFailed("ModelStreamErrorException");
    assertThat(attributes(span)).containsEntry("aws.request_id", "req-1");
  }

  @Test
  void exceptionAfterTheLastEvent_isAFailure() {
    answer(
        EventStreams.concat(
            frames(FRAMES), EventStreams.exception("modelStreamErrorException", "broken")));

    CallResult result = fixture.call(operation::call);

    assertThat(result.failure()).contains("broken");
    SpanData span = assertFailed("ModelStreamErrorException");
    assertThat(attributes(span))
        .containsEntry("gen_ai.response.finish_reasons", List.of("end_turn"));
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
        StreamEndingsTest::awaitEnd);

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

  @Test
  void errorBeforeTheStream_isAFailure() {
    bedrock.answerError(operation.path(), 400, "ValidationException", "no");

    fixture.call(operation::call);

    SpanData span = telemetry.onlySpan();
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(attributes(span))
        .containsEntry("error.type", "ValidationException")
        .containsEntry("aws.request_id", "req-1");
    assertThat(telemetry.started()).isEqualTo(1);
  }

  @Test
  void garbageInsteadOfAStream_isToldAndChangesNothing() {
    bedrock.answer(
        operation.path(),
        response -> FakeBedrock.stream(response, "x".repeat(5000).getBytes(UTF_8)));

    fixture.call(operation::call);

    SpanData span = telemetry.onlySpan();
    assertThat(attributes(span).get("aws.bedrock.stream.outcome")).isIn("failed", "truncated");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
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

  private void answer(byte[] body) {
    bedrock.answerStream(operation.path(), body);
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

  private byte[] frames(int count) {
    return EventStreams.concat(Arrays.copyOf(operation.frames(), count));
  }

  private byte[] throttledAfter(int count) {
    return EventStreams.concat(
        frames(count), EventStreams.exception("throttlingException", "slow down"));
  }

  private SpanData assertEnded(String outcome) {
    SpanData span = telemetry.onlySpan();
    assertThat(attributes(span)).containsEntry("aws.bedrock.stream.outcome", outcome);
    assertThat(telemetry.started()).isEqualTo(telemetry.ended()).isEqualTo(1);
    assertThat(MetricPoint.of(telemetry.metric(DURATION).orElseThrow()))
        .singleElement()
        .satisfies(
            point -> {
              assertThat(point.count()).isEqualTo(1);
              assertThat(point.attributes().get("error.type"))
                  .isEqualTo(attributes(span).get("error.type"));
            });
    return span;
  }

  private SpanData assertTruncated(List<String> finishReasons) {
    SpanData span = assertEnded("truncated");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(attributes(span))
        .containsEntry("error.type", "stream_truncated")
        .containsEntry("gen_ai.response.finish_reasons", finishReasons);
    assertThat(span.getEvents()).isEmpty();
    return span;
  }

  private SpanData assertFailed(String errorType) {
    SpanData span = assertEnded("failed");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(attributes(span)).containsEntry("error.type", errorType);
    assertThat(span.getEvents()).singleElement().extracting("name").isEqualTo("exception");
    return span;
  }

  private void assertCancelled() {
    SpanData span = assertEnded("cancelled");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(attributes(span))
        .containsEntry("gen_ai.response.finish_reasons", List.of("error"))
        .doesNotContainKey("error.type");
    assertThat(span.getEvents()).isEmpty();
  }

  private static void awaitEnd(CompletableFuture<Void> call) {
    await().atMost(Duration.ofSeconds(15)).until(call::isDone);
  }
}
