/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.neighbours;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.PriceTable;
import io.github.bedrocktracing.testing.client.PlainCall;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.process.RestoresSwitches;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Spans;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Calls within spans that a framework makes of them. */
@ResourceLock(ProcessState.LOCK)
@ExtendWith(RestoresSwitches.class)
@SuppressWarnings("try")
abstract class FrameworkSpans {
  static final String FRAMEWORK = "chat of a framework";
  static final String TOKENS = "gen_ai.client.token.usage";
  static final String COST = "llm.cost.usd";
  static final String USAGE = "gen_ai.usage.input_tokens";

  @AutoClose final FakeBedrock bedrock = FakeBedrock.start();
  @AutoClose final Telemetry telemetry = Telemetry.create();

  @BeforeEach
  void answer() {
    PlainCall.answer(bedrock);
  }

  boolean isOurs(SpanData span) {
    return span.getName().equals(PlainCall.SPAN_NAME);
  }

  /** Starts a span as frameworks make one around a call of a model. */
  Span chat() {
    return telemetry
        .openTelemetry()
        .getTracer("framework")
        .spanBuilder(FRAMEWORK)
        .setAttribute("gen_ai.operation.name", "chat")
        .startSpan();
  }

  static void within(Span span, Runnable work) {
    try (Scope ignored = span.makeCurrent()) {
      work.run();
    } finally {
      span.end();
    }
  }

  BedrockTracing tracing(BedrockTracing.Builder builder) {
    return builder
        .openTelemetry(telemetry.openTelemetry())
        .prices(
            PriceTable.read(
                new StringReader("{\"amazon.nova-lite-v1:0\":{\"input\":1,\"output\":1}}")))
        .build();
  }

  SpanData span(String name) {
    return Spans.named(telemetry.endedSpans(), name);
  }

  int counts(String metric) {
    return telemetry.metric(metric).map(MetricPoint::of).map(List::size).orElse(0);
  }
}
