/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.BedrockTracing;
import io.github.bedrocktracing.PriceTable;
import io.github.bedrocktracing.testing.client.Clients;
import io.github.bedrocktracing.testing.sdk.LaterMembers;
import io.github.bedrocktracing.testing.server.Answers;
import io.github.bedrocktracing.testing.server.EventStreams;
import io.github.bedrocktracing.testing.server.FakeBedrock;
import io.github.bedrocktracing.testing.telemetry.Telemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** What calls of real clients cost, on spans and in metrics. */
class CostTest extends PricedCalls {
  private static final String ROUTER =
      "arn:aws:bedrock:us-east-1:123456789012:prompt-router/abcdefghijkl";
  private static final AttributeKey<Long> INPUT = AttributeKey.longKey("gen_ai.usage.input_tokens");
  private static final AttributeKey<String> CALLER =
      AttributeKey.stringKey("bedrock.tracing.caller");
  private static final AttributeKey<String> TOKEN_TYPE =
      AttributeKey.stringKey("gen_ai.token.type");

  @Test
  void converse_hasItsCostOnTheSpanAndInMetrics() {
    converse(priced(), MODEL);
    converse(priced(), MODEL);

    // 3 × 0.1 + 2 × 0.2 for a million.
    assertThat(telemetry.spans(2)).allMatch(span -> cost(span) == 0.0000007);
    MetricData total = telemetry.metric("bedrock.tracing.cost").orElseThrow();
    assertThat(total.getUnit()).isEqualTo("{USD}");
    assertThat(total.getDoubleSumData().getPoints())
        .singleElement()
        .satisfies(point -> assertThat(point.getValue()).isEqualTo(0.0000014))
        .satisfies(
            point ->
                assertThat(point.getAttributes().asMap().keySet())
                    .extracting(AttributeKey::getKey)
                    .containsExactlyInAnyOrder(
                        "bedrock.tracing.caller",
                        "gen_ai.operation.name",
                        "gen_ai.provider.name",
                        "gen_ai.request.model",
                        "server.address",
                        "server.port"));
    MetricData perCall = telemetry.metric("bedrock.tracing.call_cost").orElseThrow();
    assertThat(perCall.getUnit()).isEqualTo("{USD}");
    assertThat(perCall.getHistogramData().getPoints())
        .singleElement()
        .extracting(HistogramPointData::getCount)
        .isEqualTo(2L);
  }

  @Test
  void cachedTokens_costWhatTheTableSays() {
    bedrock.answerJson(
        "converse",
        Answers.converse(
            "{\"inputTokens\":10,\"outputTokens\":1,\"totalTokens\":411,"
                + "\"cacheReadInputTokens\":300,\"cacheWriteInputTokens\":100}"));

    converse(priced(), MODEL);

    if (LaterMembers.CACHE_COUNTS.isPresent()) {
      // 10 × 0.1 + 300 × 0.01 + 100 × 0.3 + 1 × 0.2 for a million.
      assertThat(cost(telemetry.onlySpan())).isEqualTo(0.0000342);
    } else {
      // The SDK drops the counts of the cache; the total tells that there were some.
      assertNoCost();
    }
    assertThat(telemetry.onlySpan().getAttributes().get(INPUT)).isEqualTo(410);
  }

  @Test
  void cachedTokensWithoutAPrice_leaveTheCostUnknown() {
    bedrock.answerJson(
        "converse",
        Answers.converse(
            "{\"inputTokens\":10,\"outputTokens\":1,\"totalTokens\":311,"
                + "\"cacheReadInputTokens\":300}"));

    converse(priced(), "anthropic.claude-x-v1:0");

    assertNoCost();
  }

  @Test
  void unknownModel_andNoPrices_haveNoCost() {
    converse(priced(), "example.unknown-v1:0");
    converse(BedrockTracing.builder(), MODEL);

    assertThat(telemetry.spans(2)).allMatch(span -> cost(span) == null);
    assertThat(telemetry.metric("bedrock.tracing.cost")).isEmpty();
  }

  @Test
  void failedCall_hasNoCost() {
    bedrock.answerError("converse", 400, "ValidationException", "no");
    try {
      converse(priced(), MODEL);
    } catch (RuntimeException expected) {
      assertThat(expected).hasMessageContaining("no");
    }

    assertNoCost();
  }

  @Test
  void routedCall_costsWhatTheInvokedModelCosts() {
    bedrock.answerJson(
        "converse",
        Answers.converse("{\"inputTokens\":3,\"outputTokens\":2,\"totalTokens\":5}")
            .replace(
                "\"metrics\"",
                "\"trace\":{\"promptRouter\":{\"invokedModelId\":\"anthropic.claude-x-v2:0\"}},"
                    + "\"metrics\""));

    converse(priced(), ROUTER);

    assertThat(cost(telemetry.onlySpan())).isEqualTo(0.000039);
  }

  @Test
  void stream_hasItsCost_andOneThatBreaksOffHasNone() {
    byte[] broken =
        EventStreams.concat(
            EventStreams.event("messageStart", "{\"role\":\"assistant\"}"),
            EventStreams.event("contentBlockStop", "{\"contentBlockIndex\":0}"));
    bedrock.answerInTurn(
        "converse-stream",
        response -> FakeBedrock.stream(response, Answers.converseStream()),
        response -> FakeBedrock.stream(response, broken));
    BedrockTracing tracing = priced().openTelemetry(telemetry.openTelemetry()).build();
    try (BedrockRuntimeAsyncClient client =
        Clients.async(bedrock, Protocol.HTTP2, Clients.with(tracing.interceptor()))) {
      for (int i = 0; i < 2; i++) {
        client
            .converseStream(
                Answers.streamRequest(MODEL),
                ConverseStreamResponseHandler.builder().subscriber(event -> {}).build())
            .join();
      }

      assertThat(telemetry.spans(2)).extracting(PricedCalls::cost).containsExactly(0.0000007, null);
    }
  }

  @Test
  void invokeModel_hasItsCost_embeddingsFromInputAlone() {
    bedrock.answerInTurn(
        "invoke",
        response ->
            FakeBedrock.json(
                response,
                "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[],"
                    + "\"stop_reason\":\"end_turn\","
                    + "\"usage\":{\"input_tokens\":3,\"output_tokens\":2}}"),
        response -> FakeBedrock.json(response, "{\"embedding\":[0.5],\"inputTextTokenCount\":10}"));
    BedrockTracing tracing = priced().openTelemetry(telemetry.openTelemetry()).build();
    try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with(tracing.interceptor()))) {
      client.invokeModel(r -> r.modelId("anthropic.claude-x-v1:0").body(body("{\"messages\":[]}")));
      client.invokeModel(
          r -> r.modelId("amazon.titan-embed-x").body(body("{\"inputText\":\"Hi\"}")));
    }

    assertThat(telemetry.spans(2))
        .extracting(PricedCalls::cost)
        .containsExactly(0.000039, 0.000007);
  }

  @Test
  void unsampledCall_isCountedInMetrics() {
    try (Telemetry unsampled = Telemetry.sampledBy(Sampler.alwaysOff())) {
      BedrockTracing tracing = priced().openTelemetry(unsampled.openTelemetry()).build();
      try (BedrockRuntimeClient client =
          Clients.sync(bedrock, Clients.with(tracing.interceptor()))) {
        client.converse(Answers.request(MODEL));
      }

      assertThat(unsampled.metric("bedrock.tracing.cost")).isPresent();
    }
  }

  @Test
  void agentAroundACall_hasNoCostOfItsOwn() {
    BedrockTracing tracing = priced().openTelemetry(telemetry.openTelemetry()).build();
    try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with(tracing.interceptor()))) {
      tracing.agent("a").run(() -> client.converse(Answers.request(MODEL)));
    }

    assertThat(telemetry.spans(2)).extracting(PricedCalls::cost).containsExactly(0.0000007, null);
  }

  @Test
  void costInMetrics_tellsWhoHadTheCallMade() {
    BedrockTracing tracing = priced().openTelemetry(telemetry.openTelemetry()).build();
    try (BedrockRuntimeClient client = Clients.sync(bedrock, Clients.with(tracing.interceptor()))) {
      client.converse(Answers.request(MODEL));
      tracing.agent("a").run(() -> client.converse(Answers.request(MODEL)));
    }

    assertThat(
            telemetry.metric("bedrock.tracing.cost").orElseThrow().getDoubleSumData().getPoints())
        .extracting(point -> point.getAttributes().get(CALLER))
        .containsExactlyInAnyOrder("program", "agent");
  }

  @Test
  void cachedTokens_areCountedByWhatTheCacheDid() {
    bedrock.answerJson(
        "converse",
        Answers.converse(
            "{\"inputTokens\":10,\"outputTokens\":1,\"totalTokens\":411,"
                + "\"cacheReadInputTokens\":300,\"cacheWriteInputTokens\":100}"));

    converse(BedrockTracing.builder(), MODEL);
    converse(BedrockTracing.builder(), MODEL);

    if (!LaterMembers.CACHE_COUNTS.isPresent()) {
      assertThat(telemetry.metric("bedrock.tracing.cached_tokens")).isEmpty();
      return;
    }
    MetricData cached = telemetry.metric("bedrock.tracing.cached_tokens").orElseThrow();
    assertThat(cached.getUnit()).isEqualTo("{token}");
    assertThat(cached.getLongSumData().getPoints())
        .extracting(point -> point.getAttributes().get(TOKEN_TYPE) + " " + point.getValue())
        .containsExactlyInAnyOrder("cache_read 600", "cache_write 200");
  }

  @Test
  void callsWithoutACache_countNoCachedTokens() {
    converse(BedrockTracing.builder(), MODEL);

    assertThat(telemetry.metric("gen_ai.client.token.usage")).isPresent();
    assertThat(telemetry.metric("bedrock.tracing.cached_tokens")).isEmpty();
  }

  private static BedrockTracing.Builder priced() {
    return BedrockTracing.builder().prices(PriceTable.read(new StringReader(TABLE)));
  }

  private static SdkBytes body(String json) {
    return SdkBytes.fromUtf8String(json);
  }
}
