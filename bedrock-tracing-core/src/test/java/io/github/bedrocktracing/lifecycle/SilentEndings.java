/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.lifecycle;

import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;

/** Calls by each asynchronous client of which the SDK tells no interceptor that they are over. */
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass
@EnumSource(
    value = ClientKind.class,
    names = {"ASYNC_HTTP_1_1", "ASYNC_HTTP_2"})
abstract class SilentEndings {
  static final ConverseRequest UNSENDABLE = ConverseRequest.builder().build();

  @Parameter ClientKind kind;
  @AutoClose final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose final Telemetry telemetry = Telemetry.create();
  final BedrockTracing tracing =
      BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();

  @BeforeEach
  void answerTooLate() {
    bedrock.answer(
        "converse",
        response -> FakeBedrock.json(response, Exchanges.CONVERSE_ANSWER).withFixedDelay(20_000));
  }

  static void awaitFailure(CompletableFuture<?> call, String message) {
    assertThat(call)
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableOfType(Exception.class)
        .withStackTraceContaining(message);
  }

  SpanData assertEnded(String errorType) {
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
}
