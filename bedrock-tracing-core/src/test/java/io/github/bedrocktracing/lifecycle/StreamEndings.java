/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.lifecycle;

import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Fixture;
import io.github.bedrocktracing.testing.client.StreamOperation;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** Streamed calls by each client of streams, and what is asserted of their ends. */
@ParameterizedClass
@CsvSource({
  "ASYNC_HTTP_1_1, CONVERSE",
  "ASYNC_HTTP_1_1, INVOKE_MODEL",
  "ASYNC_HTTP_2, CONVERSE",
  "ASYNC_HTTP_2, INVOKE_MODEL"
})
@ResourceLock(value = ProcessState.LOCK, mode = ResourceAccessMode.READ)
@Execution(ExecutionMode.CONCURRENT)
abstract class StreamEndings {
  static final String DURATION = "gen_ai.client.operation.duration";
  static final int FRAMES = 6;

  @Parameter(0)
  ClientKind kind;

  @Parameter(1)
  StreamOperation operation;

  final FakeBedrock bedrock = FakeBedrock.start();
  final Telemetry telemetry = Telemetry.create();
  Fixture fixture;

  @BeforeEach
  void connect() {
    fixture = new Fixture(bedrock, kind, telemetry);
  }

  @AfterEach
  void close() {
    fixture.close();
    bedrock.close();
  }

  void answer(byte[] body) {
    bedrock.answerStream(operation.path(), body);
  }

  byte[] frames(int count) {
    return EventStreams.concat(Arrays.copyOf(operation.frames(), count));
  }

  byte[] throttledAfter(int count) {
    return EventStreams.concat(
        frames(count), EventStreams.exception("throttlingException", "slow down"));
  }

  SpanData assertEnded(String outcome) {
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

  SpanData assertTruncated(List<String> finishReasons) {
    SpanData span = assertEnded("truncated");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(attributes(span))
        .containsEntry("error.type", "stream_truncated")
        .containsEntry("gen_ai.response.finish_reasons", finishReasons);
    assertThat(span.getEvents()).isEmpty();
    return span;
  }

  SpanData assertFailed(String errorType) {
    SpanData span = assertEnded("failed");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(attributes(span)).containsEntry("error.type", errorType);
    assertThat(span.getEvents()).singleElement().extracting("name").isEqualTo("exception");
    return span;
  }

  void assertCancelled() {
    SpanData span = assertEnded("cancelled");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(attributes(span))
        .containsEntry("gen_ai.response.finish_reasons", List.of("error"))
        .doesNotContainKey("error.type");
    assertThat(span.getEvents()).isEmpty();
  }
}
