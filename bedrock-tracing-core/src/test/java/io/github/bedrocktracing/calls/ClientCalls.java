/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import static io.github.bedrocktracing.testing.client.Exchanges.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.testing.client.BedrockCalls;
import io.github.bedrocktracing.testing.client.CallResult;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Expected;
import io.github.bedrocktracing.testing.client.Fixture;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Calls by a client of one kind, and what is asserted of what was recorded of them. */
abstract class ClientCalls {
  private static FakeBedrock bedrock;

  private Fixture fixture = new Fixture(bedrock, kind(), Telemetry.create());

  /** Returns the kind of client to test. */
  abstract ClientKind kind();

  @BeforeAll
  static void startServer() {
    bedrock = FakeBedrock.start();
  }

  @AfterAll
  static void stopServer() {
    bedrock.close();
  }

  @AfterEach
  void close() {
    bedrock.reset();
    fixture.close();
  }

  /** Puts other telemetry in place of the usual. */
  final void use(Telemetry telemetry) {
    fixture.close();
    fixture = new Fixture(bedrock, kind(), telemetry);
  }

  final FakeBedrock bedrock() {
    return bedrock;
  }

  final Telemetry telemetry() {
    return fixture.telemetry();
  }

  final Fixture fixture() {
    return fixture;
  }

  /** Makes a call that must look to its caller as if it were not traced. */
  final CallResult call(Function<BedrockCalls, CallResult> call) {
    CallResult result = fixture.call(call);
    assertThat(result.failure()).isEmpty();
    return result;
  }

  final void assertSucceeded(SpanData span) {
    assertThat(span.getName()).isEqualTo("chat " + MODEL);
    assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(span.getStatus()).isEqualTo(StatusData.unset());
    assertThat(span.getEvents()).isEmpty();
    assertThat(span.getLinks()).isEmpty();
    assertThat(span.getInstrumentationScopeInfo().getName()).isEqualTo("io.github.bedrocktracing");
    assertThat(span.getInstrumentationScopeInfo().getVersion()).isNotEmpty();
    assertThat(span.getEndEpochNanos()).isGreaterThan(span.getStartEpochNanos());
    assertThat(fixture.telemetry().started()).isEqualTo(1);
  }

  final void assertTokensAndDuration(Map<String, Object> attributes) {
    assertThat(histogram("gen_ai.client.token.usage"))
        .containsExactlyInAnyOrder(
            new MetricPoint(
                Expected.with(attributes, "gen_ai.token.type", "input"),
                1,
                45,
                Expected.TOKENS_BOUNDARIES),
            new MetricPoint(
                Expected.with(attributes, "gen_ai.token.type", "output"),
                1,
                20,
                Expected.TOKENS_BOUNDARIES));
    assertSeconds("gen_ai.client.operation.duration", 1, attributes);
  }

  final void assertSeconds(String name, long count, Map<String, Object> attributes) {
    assertThat(histogram(name))
        .singleElement()
        .satisfies(
            point -> {
              assertThat(point.attributes()).isEqualTo(attributes);
              assertThat(point.count()).isEqualTo(count);
              assertThat(point.sum()).isBetween(0.0, 30.0);
              assertThat(point.boundaries()).isEqualTo(Expected.SECONDS_BOUNDARIES);
            });
  }

  final void assertChildren(Span parent, List<SpanData> spans) {
    assertThat(spans)
        .filteredOn(span -> !span.getName().equals("parent"))
        .hasSize(spans.size() - 1)
        .allSatisfy(
            span -> assertThat(span.getParentSpanContext()).isEqualTo(parent.getSpanContext()));
  }

  final Set<String> metricNames() {
    return fixture.telemetry().collectMetrics().stream()
        .map(MetricData::getName)
        .collect(Collectors.toSet());
  }

  final List<MetricPoint> histogram(String name) {
    return MetricPoint.of(fixture.telemetry().metric(name).orElseThrow());
  }
}
