/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.harmless;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.AsyncCalls;
import io.github.bedrocktracing.testing.client.BedrockCalls;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.StreamOperation;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.github.bedrocktracing.testing.telemetry.ThrowingTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.Protocol;

/** A metric that cannot be recorded costs that metric, and nothing of the span. */
class BrokenMetricsTest {
  @ParameterizedTest
  @EnumSource
  void instrumentThatThrowsDuringAStream_costsNothingOfTheSpan(StreamOperation operation) {
    ThrowingTelemetry broken =
        new ThrowingTelemetry("record", new IllegalStateException("on purpose"));
    try (FakeBedrock bedrock = FakeBedrock.start();
        Telemetry telemetry = Telemetry.create()) {
      bedrock.answerStream(operation.path(), EventStreams.concat(operation.frames()));
      BedrockTracing tracing =
          BedrockTracing.builder()
              .openTelemetry(
                  spansOfOneAndMetricsOfAnother(telemetry.openTelemetry(), broken.openTelemetry()))
              .captureContent(true)
              .build();
      try (BedrockCalls calls =
          new AsyncCalls(
              Clients.async(bedrock, Protocol.HTTP1_1, Clients.with(tracing.interceptor())))) {
        assertThat(operation.call(calls).failure()).isEmpty();
      }

      Attributes attributes = telemetry.onlySpan().getAttributes();
      assertThat(attributes.get(AttributeKey.stringKey("aws.bedrock.stream.outcome")))
          .isEqualTo("complete");
      assertThat(attributes.get(AttributeKey.longKey("gen_ai.usage.output_tokens"))).isEqualTo(20);
      assertThat(attributes.get(AttributeKey.stringKey("gen_ai.output.messages")))
          .contains("Hello");
      assertThat(broken.thrown()).as("times that an instrument threw").isGreaterThan(2);
    }
  }

  private static OpenTelemetry spansOfOneAndMetricsOfAnother(
      OpenTelemetry spans, OpenTelemetry metrics) {
    return new OpenTelemetry() {
      @Override
      public TracerProvider getTracerProvider() {
        return spans.getTracerProvider();
      }

      @Override
      public MeterProvider getMeterProvider() {
        return metrics.getMeterProvider();
      }

      @Override
      public ContextPropagators getPropagators() {
        return ContextPropagators.noop();
      }
    };
  }
}
