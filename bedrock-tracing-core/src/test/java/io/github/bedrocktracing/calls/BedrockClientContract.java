/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import static io.github.bedrocktracing.testing.telemetry.Spans.attributes;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.bedrocktracing.testing.client.Exchanges;
import io.github.bedrocktracing.testing.client.Expected;
import io.github.bedrocktracing.testing.process.ProcessState;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What is promised of every call that ends well, whatever the client. */
@ResourceLock(ProcessState.LOCK)
abstract class BedrockClientContract extends ClientCalls {
  static final String OPT_IN = "otel.semconv-stability.opt-in";

  @Test
  void converse_everythingKnownIsOnTheSpan() {
    answerUnary();

    call(calls -> calls.converse(Exchanges.converse()));

    SpanData span = telemetry().onlySpan();
    assertSucceeded(span);
    assertThat(attributes(span)).containsExactlyEntriesOf(Expected.converse(bedrock().port()));
  }

  @Test
  void invokeModel_everythingKnownIsOnTheSpan() {
    answerUnary();

    call(calls -> calls.invokeModel(Exchanges.invokeModel()));

    SpanData span = telemetry().onlySpan();
    assertSucceeded(span);
    assertThat(attributes(span)).containsExactlyEntriesOf(Expected.invokeModel(bedrock().port()));
  }

  @Test
  void converse_tokensAndDurationAreMeasured() {
    answerUnary();

    call(calls -> calls.converse(Exchanges.converse()));

    assertTokensAndDuration(Expected.metric(bedrock().port()));
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
        Expected.metric(bedrock().port(), "gen_ai.response.model", "claude-3-5-sonnet-20240620"));
  }

  @Test
  void unsampledCall_isMeasuredWithoutASpan() {
    use(Telemetry.sampledBy(Sampler.alwaysOff()));
    answerUnary();

    call(calls -> calls.converse(Exchanges.converse()));

    assertTokensAndDuration(Expected.metric(bedrock().port()));
    assertThat(telemetry().started()).isZero();
  }

  @Test
  void span_isAChildOfTheContextCurrentAtTheCall() {
    answerUnary();
    Span parent = telemetry().openTelemetry().getTracer("test").spanBuilder("parent").startSpan();

    try (Scope scope = parent.makeCurrent()) {
      assertThat(scope).isNotNull();
      call(calls -> calls.converse(Exchanges.converse()));
      call(calls -> calls.invokeModel(Exchanges.invokeModel()));
    }
    parent.end();

    assertChildren(parent, telemetry().spans(3));
  }

  @Test
  void callMadeAfterAnother_hasNoParentFromIt() {
    answerUnary();

    call(calls -> calls.converse(Exchanges.converse()));
    call(calls -> calls.converse(Exchanges.converse()));

    assertThat(telemetry().spans(2))
        .allSatisfy(span -> assertThat(span.getParentSpanContext().isValid()).isFalse());
  }

  @Test
  void retriedCall_hasOneSpanThatCountsTheRetries() {
    bedrock()
        .answerInTurn(
            "converse",
            response -> FakeBedrock.error(response, 429, "ThrottlingException", "busy"),
            response -> FakeBedrock.json(response, Exchanges.CONVERSE_ANSWER));

    call(calls -> calls.converse(Exchanges.converse()));

    SpanData span = telemetry().onlySpan();
    assertSucceeded(span);
    assertThat(attributes(span))
        .containsExactlyEntriesOf(
            Expected.with(Expected.converse(bedrock().port()), "aws.bedrock.retry_count", 1L));
    assertTokensAndDuration(Expected.metric(bedrock().port()));
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
        Expected.with(Expected.converse(bedrock().port()), "gen_ai.request.top_k", 40L);
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
    assertThat(attributes(telemetry().onlySpan())).containsExactlyEntriesOf(expected);
    assertThat(metricNames()).isEqualTo(metrics);
  }

  private void answerUnary() {
    bedrock().answerJson("converse", Exchanges.CONVERSE_ANSWER);
    bedrock().answer("invoke", BedrockClientContract::invokeModelAnswer);
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
