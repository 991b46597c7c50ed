/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;

/** A program may hand the attributes of one call on to another; each call has its own span. */
final class AttributesHandedOnTest {
  private static final String ONLY_OF_CONVERSE = "gen_ai.request.seed";

  @AutoClose private final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose private final Telemetry telemetry = Telemetry.create();
  private final BedrockTracing tracing =
      BedrockTracing.builder().openTelemetry(telemetry.openTelemetry()).build();

  @BeforeEach
  void answer() {
    bedrock.answerJson("converse", Exchanges.CONVERSE_ANSWER);
    bedrock.answerJson("invoke", Exchanges.INVOKE_MODEL_ANSWER);
  }

  @Test
  void nextCall_hasItsOwnSpan() {
    AtomicReference<ExecutionAttributes> kept = new AtomicReference<>();
    ExecutionInterceptor keeper =
        new ExecutionInterceptor() {
          @Override
          public void afterExecution(Context.AfterExecution context, ExecutionAttributes all) {
            kept.set(all);
          }
        };
    try (BedrockRuntimeClient client =
        Clients.sync(bedrock, Clients.with(tracing.interceptor(), keeper))) {
      client.converse(Exchanges.converse());
      client.converse(with(kept.get()));
    }

    assertThat(telemetry.spans(2)).allSatisfy(AttributesHandedOnTest::assertWhole);
  }

  @Test
  void callWithinACall_hasItsOwnSpan() {
    try (BedrockRuntimeClient inner = Clients.sync(bedrock, Clients.with(tracing.interceptor()));
        BedrockRuntimeClient outer =
            Clients.sync(bedrock, Clients.with(tracing.interceptor(), new Nesting(inner, true)))) {
      outer.converse(Exchanges.converse());
    }

    assertThat(telemetry.spans(2))
        .allSatisfy(AttributesHandedOnTest::assertWhole)
        .filteredOn(span -> MetricPoint.byName(span.getAttributes()).containsKey(ONLY_OF_CONVERSE))
        .hasSize(1);
  }

  @Test
  void callWithinACallThatIsNotToBeTraced_leavesTheSpanOfTheOtherAlone() {
    try (BedrockRuntimeClient inner = Clients.sync(bedrock, Clients.with(tracing.interceptor()));
        BedrockRuntimeClient outer =
            Clients.sync(bedrock, Clients.with(tracing.interceptor(), new Nesting(inner, false)))) {
      outer.converse(Exchanges.converse());
    }

    assertWhole(telemetry.onlySpan());
  }

  private static void assertWhole(SpanData span) {
    assertThat(MetricPoint.byName(span.getAttributes()))
        .containsEntry("gen_ai.usage.output_tokens", 20L)
        .doesNotContainKeys("error.type", "aws.bedrock.retry_count");
  }

  private static ConverseRequest with(ExecutionAttributes attributes) {
    return Exchanges.converse().toBuilder()
        .overrideConfiguration(c -> c.executionAttributes(attributes))
        .build();
  }

  /** Makes another call, with the same attributes, before each attempt of a call. */
  private record Nesting(BedrockRuntimeClient client, boolean traced)
      implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      InvokeModelRequest request =
          Exchanges.invokeModel().toBuilder()
              .overrideConfiguration(
                  c -> {
                    c.executionAttributes(attributes);
                    if (!traced) {
                      c.putExecutionAttribute(BedrockTracing.TRACE_REQUEST, false);
                    }
                  })
              .build();
      client.invokeModel(request);
    }
  }
}
