/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.lifecycle;

import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.client.CallResult;
import io.github.bedrocktracing.testing.client.StreamOperation;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** However the service ends a stream, its span ends, once, and says how. */
final class StreamEndingsTest extends StreamEndings {
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
}
