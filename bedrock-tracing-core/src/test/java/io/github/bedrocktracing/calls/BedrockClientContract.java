/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import static io.github.bedrocktracing.testing.client.Exchanges.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.bedrocktracing.testing.client.BedrockCalls;
import io.github.bedrocktracing.testing.client.CallResult;
import io.github.bedrocktracing.testing.client.ClientKind;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.client.Expected;
import io.github.bedrocktracing.testing.client.Fixture;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.MetricPoint;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What is promised of every call that ends well, whatever the client. */
@ResourceLock(ProcessState.LOCK)
abstract class BedrockClientContract {
  static final String OPT_IN = "otel.semconv-stability.opt-in";

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

  @Test
  void converse_everythingKnownIsOnTheSpan() {
    answerUnary();

    call(calls -> calls.converse(Exchanges.converse()));

    SpanData span = fixture.telemetry().onlySpan();
    assertSucceeded(span);
    assertThat(attributes(span)).containsExactlyEntriesOf(Expected.converse(bedrock.port()));
  }

  @Test
  void invokeModel_everythingKnownIsOnTheSpan() {
    answerUnary();

    call(calls -> calls.invokeModel(Exchanges.invokeModel()));

    SpanData span = fixture.telemetry().onlySpan();
    assertSucceeded(span);
    assertThat(attributes(span)).containsExactlyEntriesOf(Expected.invokeModel(bedrock.port()));
  }

  @Test
  void converse_tokensAndDurationAreMeasured() {
    answerUnary();

    call(calls -> calls.converse(Exchanges.converse()));

    assertTokensAndDuration(Expected.metric(bedrock.port()));
    List<String> expected =
        new ArrayList<>(List.of("gen_ai.client.token.usage", "gen_ai.client.operation.duration"));
    if (LaterMembers.CACHE_COUNTS.isPresent()) {
      expected.add("bedrock.tracing.cached_tokens");
    }
    assertThat(metricNames()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void invokeModel_tokensAndDurationAreMeasured() {
    answerUnary();

    call(calls -> calls.invokeModel(Exchanges.invokeModel()));

    assertTokensAndDuration(
        Expected.metric(bedrock.port(), "gen_ai.response.model", "claude-3-5-sonnet-20240620"));
  }

  @Test
  void unsampledCall_isMeasuredWithoutASpan() {
    use(Telemetry.sampledBy(Sampler.alwaysOff()));
    answerUnary();

    call(calls -> calls.converse(Exchanges.converse()));

    assertTokensAndDuration(Expected.metric(bedrock.port()));
    assertThat(fixture.telemetry().started()).isZero();
  }

  @Test
  void span_isAChildOfTheContextCurrentAtTheCall() {
    answerUnary();
    Span parent =
        fixture.telemetry().openTelemetry().getTracer("test").spanBuilder("parent").startSpan();

    try (Scope scope = parent.makeCurrent()) {
      assertThat(scope).isNotNull();
      call(calls -> calls.converse(Exchanges.converse()));
      call(calls -> calls.invokeModel(Exchanges.invokeModel()));
    }
    parent.end();

    assertChildren(parent, fixture.telemetry().spans(3));
  }

  @Test
  void callMadeAfterAnother_hasNoParentFromIt() {
    answerUnary();

    call(calls -> calls.converse(Exchanges.converse()));
    call(calls -> calls.converse(Exchanges.converse()));

    assertThat(fixture.telemetry().spans(2))
        .allSatisfy(span -> assertThat(span.getParentSpanContext().isValid()).isFalse());
  }

  @Test
  void retriedCall_hasOneSpanThatCountsTheRetries() {
    bedrock.answerInTurn(
        "converse",
        response -> FakeBedrock.error(response, 429, "ThrottlingException", "busy"),
        response -> FakeBedrock.json(response, Exchanges.CONVERSE_ANSWER));

    call(calls -> calls.converse(Exchanges.converse()));

    SpanData span = fixture.telemetry().onlySpan();
    assertSucceeded(span);
    assertThat(attributes(span))
        .containsExactlyEntriesOf(
            Expected.with(Expected.converse(bedrock.port()), "aws.bedrock.retry_count", 1L));
    assertTokensAndDuration(Expected.metric(bedrock.port()));
  }

  @Test
  void optedIn_theLatestNamesAreUsed() {
    System.setProperty(OPT_IN, "http, gen_ai_latest_experimental");
    try {
      use(Telemetry.create());
      answerUnary();

      call(calls -> calls.converse(Exchanges.converse()));
    } finally {
      System.clearProperty(OPT_IN);
    }

    Map<String, Object> expected =
        Expected.with(Expected.converse(bedrock.port()), "gen_ai.request.top_k", 40L);
    Object cacheWrite = expected.remove("gen_ai.usage.cache_creation.input_tokens");
    Set<String> metrics =
        new HashSet<>(
            Set.of(
                "gen_ai.client.inference.duration",
                "gen_ai.client.inference.usage.input_tokens",
                "gen_ai.client.inference.usage.output_tokens",
                "gen_ai.client.inference.operation.input_tokens",
                "gen_ai.client.inference.operation.output_tokens"));
    if (LaterMembers.CACHE_COUNTS.isPresent()) {
      expected.put("gen_ai.usage.cache_write.input_tokens", cacheWrite);
      metrics.add("gen_ai.client.inference.usage.cache_read.input_tokens");
      metrics.add("gen_ai.client.inference.usage.cache_write.input_tokens");
    }
    assertThat(attributes(fixture.telemetry().onlySpan())).containsExactlyEntriesOf(expected);
    assertThat(metricNames()).isEqualTo(metrics);
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

  static Map<String, Object> attributes(SpanData span) {
    return MetricPoint.byName(span.getAttributes());
  }

  private static void answerUnary() {
    bedrock.answerJson("converse", Exchanges.CONVERSE_ANSWER);
    bedrock.answer("invoke", BedrockClientContract::invokeModelAnswer);
  }

  private static ResponseDefinitionBuilder invokeModelAnswer(ResponseDefinitionBuilder response) {
    return FakeBedrock.json(response, Exchanges.INVOKE_MODEL_ANSWER)
        .withHeader("X-Amzn-Bedrock-Invocation-Latency", "321")
        .withHeader("X-Amzn-Bedrock-Input-Token-Count", "10")
        .withHeader("X-Amzn-Bedrock-Output-Token-Count", "20")
        .withHeader("X-Amzn-Bedrock-Service-Tier", "default")
        .withHeader("X-Amzn-Bedrock-PerformanceConfig-Latency", "standard");
  }
}
