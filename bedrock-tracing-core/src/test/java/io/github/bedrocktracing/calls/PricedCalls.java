/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.server.Answers;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Calls with prices, and what they cost. */
@ResourceLock(ProcessState.LOCK)
abstract class PricedCalls {
  static final String MODEL = "us.amazon.nova-lite-v1:0";
  private static final AttributeKey<Double> COST = AttributeKey.doubleKey("llm.cost.usd");
  static final String TABLE =
      """
      {"amazon.nova-lite-v1:0":
         {"input": 0.1, "output": "0.2", "cacheRead": 0.01, "cacheWrite": "0.3"},
       "anthropic.claude-x": {"input": 3, "output": 15, "anyVersion": true},
       "amazon.titan-embed-x": {"input": 0.7}}""";

  @AutoClose final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose final Telemetry telemetry = Telemetry.create();

  @BeforeEach
  void answer() {
    bedrock.answerJson("converse", Answers.converse());
  }

  void converse(BedrockTracing.Builder builder, String model) {
    BedrockTracing tracing = builder.openTelemetry(telemetry.openTelemetry()).build();
    try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with(tracing.interceptor()))) {
      client.converse(Answers.request(model));
    }
  }

  void assertNoCost() {
    assertThat(cost(telemetry.onlySpan())).isNull();
    assertThat(telemetry.metric("bedrock.tracing.cost")).isEmpty();
  }

  static Double cost(SpanData span) {
    return span.getAttributes().get(COST);
  }
}
