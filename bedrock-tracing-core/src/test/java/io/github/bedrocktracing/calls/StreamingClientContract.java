/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.client.Expected;
import io.github.bedrocktracing.testing.client.StreamConsumer;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;

/** What is promised of streamed calls that end well, besides. */
abstract class StreamingClientContract extends BedrockClientContract {
  private static final String TIME_TO_FIRST_CHUNK = "gen_ai.response.time_to_first_chunk";
  private static final String FIRST_CHUNK_METRIC = "gen_ai.client.operation.time_to_first_chunk";

  @BeforeEach
  void answerStreams() {
    bedrock().answerStream("converse-stream", Exchanges.converseAnswer());
    bedrock()
        .answer(
            "invoke-with-response-stream",
            response ->
                FakeBedrock.stream(response, Exchanges.invokeModelAnswer())
                    .withHeader("X-Amzn-Bedrock-Service-Tier", "default")
                    .withHeader("X-Amzn-Bedrock-PerformanceConfig-Latency", "standard"));
  }

  @Test
  void converseStream_everythingKnownIsOnTheSpan() {
    call(calls -> calls.converseStream(Exchanges.converseStream()));

    assertStreamed(Expected.converseStream(bedrock().port()));
  }

  @Test
  void invokeModelStream_everythingKnownIsOnTheSpan() {
    call(calls -> calls.invokeModelStream(Exchanges.invokeModelStream()));

    assertStreamed(Expected.invokeModelStream(bedrock().port()));
  }

  @Test
  void converseStream_tokensAndTimesAreMeasured() {
    call(calls -> calls.converseStream(Exchanges.converseStream()));

    assertMeasured(Expected.metric(bedrock().port()));
  }

  @Test
  void invokeModelStream_tokensAndTimesAreMeasured() {
    call(calls -> calls.invokeModelStream(Exchanges.invokeModelStream()));

    assertMeasured(
        Expected.metric(bedrock().port(), "gen_ai.response.model", "claude-3-5-sonnet-20240620"));
  }

  @Test
  void unsampledStream_isMeasuredWithoutASpan() {
    use(Telemetry.sampledBy(Sampler.alwaysOff()));
    answerStreams();

    call(calls -> calls.converseStream(Exchanges.converseStream()));

    assertMeasured(Expected.metric(bedrock().port()));
    assertThat(telemetry().started()).isZero();
  }

  @Test
  void optedIn_streamsUseTheLatestNamesOfMetrics() {
    System.setProperty(OPT_IN, "gen_ai_latest_experimental");
    try {
      use(Telemetry.create());
      answerStreams();

      call(calls -> calls.converseStream(Exchanges.converseStream()));
    } finally {
      System.clearProperty(OPT_IN);
    }

    Map<String, Object> attributes = Expected.metric(bedrock().port());
    String firstChunk = "gen_ai.client.inference.time_to_first_chunk";
    await().until(() -> telemetry().metric(firstChunk).isPresent());
    assertSeconds("gen_ai.client.inference.duration", 1, attributes);
    assertSeconds(firstChunk, 1, attributes);
    assertSeconds("gen_ai.client.inference.time_per_output_chunk", 5, attributes);
  }

  @Test
  void streamSpan_isAChildOfTheContextCurrentAtTheCall() {
    Span parent = startParent();

    try (Scope scope = parent.makeCurrent()) {
      assertThat(scope).isNotNull();
      call(calls -> calls.converseStream(Exchanges.converseStream()));
      call(calls -> calls.invokeModelStream(Exchanges.invokeModelStream()));
    }
    parent.end();

    assertChildren(parent, telemetry().spans(3));
  }

  @Test
  void streamEndingOnAnotherThread_staysAChildOfItsCaller() {
    Span parent = startParent();
    Span elsewhere = startParent();
    StreamConsumer consumer = new StreamConsumer();

    try (BedrockRuntimeAsyncClient client =
        Clients.async(bedrock(), kind().protocol(), Clients.with(fixture().interceptor()))) {
      CompletableFuture<Void> call;
      try (Scope scope = parent.makeCurrent()) {
        assertThat(scope).isNotNull();
        call = client.converseStream(Exchanges.converseStream(), consumer.ofConverse());
      }
      try (Scope scope = elsewhere.makeCurrent()) {
        assertThat(scope).isNotNull();
        assertThat(call).succeedsWithin(Duration.ofSeconds(10));
        await().until(() -> telemetry().ended() == 1);
      }
    }
    parent.end();

    assertThat(telemetry().endedSpans())
        .filteredOn(span -> span.getName().startsWith("chat"))
        .singleElement()
        .satisfies(
            span -> assertThat(span.getParentSpanContext()).isEqualTo(parent.getSpanContext()));
    elsewhere.end();
  }

  @Test
  void retriedStream_hasOneSpanThatCountsTheRetries() {
    bedrock()
        .answerInTurn(
            "converse-stream",
            response -> FakeBedrock.error(response, 429, "ThrottlingException", "slow down"),
            response -> FakeBedrock.stream(response, Exchanges.converseAnswer()));

    call(calls -> calls.converseStream(Exchanges.converseStream()));

    assertStreamed(
        Expected.with(Expected.converseStream(bedrock().port()), "aws.bedrock.retry_count", 1L));
  }

  private Span startParent() {
    return telemetry().openTelemetry().getTracer("test").spanBuilder("parent").startSpan();
  }

  private void assertStreamed(Map<String, Object> expected) {
    SpanData span = telemetry().onlySpan();
    assertSucceeded(span);
    Map<String, Object> attributes = attributes(span);
    double seconds = (span.getEndEpochNanos() - span.getStartEpochNanos()) / 1e9;
    assertThat((Double) attributes.remove(TIME_TO_FIRST_CHUNK)).isPositive().isLessThan(seconds);
    assertThat(attributes).containsExactlyEntriesOf(expected);
  }

  private void assertMeasured(Map<String, Object> attributes) {
    // The caller of a stream may go on before its end is recorded, of which this comes last.
    await().until(() -> telemetry().metric(FIRST_CHUNK_METRIC).isPresent());
    assertTokensAndDuration(attributes);
    assertSeconds(FIRST_CHUNK_METRIC, 1, attributes);
    assertSeconds(
        "gen_ai.client.operation.time_per_output_chunk", 5, Expected.metric(bedrock().port()));
  }
}
