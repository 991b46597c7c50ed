/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bedrocktracing.internal.inference.Completion;
import io.github.bedrocktracing.internal.inference.Cost;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.StreamOutcome;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A cost is exact, or there is none. */
class CallCostTest {
  private static final String MODEL = "example.model-v1:0";

  @ParameterizedTest
  @CsvSource({
    // input, output, cache read, cache write; prices of each; total
    "1, 1, 0, 0, 0.1, 0.2, 0, 0, 0.0000003",
    "3, 0, 0, 0, 0.1, 1, 0, 0, 0.0000003",
    "333333, 777777, 0, 0, 0.33, 0.77, 0, 0, 0.70888818",
    "1000000, 1000000, 0, 0, 1.1, 2.2, 0, 0, 3.3",
    "7, 11, 0, 0, 0.000001, 0.000003, 0, 0, 0.00000000004",
    "100, 50, 0, 0, 2.675, 1.005, 0, 0, 0.00031775",
    "1431, 19, 1408, 0, 3, 15, 0.3, 3.75, 0.0007764",
    "1183, 17, 0, 1152, 3, 15, 0.3, 3.75, 0.004668",
    "60, 0, 20, 30, 3, 15, 0.3, 3.75, 0.0001485",
    "9223372036854775807, 1, 0, 0, 1, 1, 0, 0, 9223372036854.775808",
    "0, 0, 0, 0, 3, 15, 0.3, 3.75, 0",
  })
  void cost_isExact(
      long input,
      long output,
      long cacheRead,
      long cacheWrite,
      String inputPrice,
      String outputPrice,
      String cacheReadPrice,
      String cacheWritePrice,
      BigDecimal total)
      throws IOException {
    PriceList prices =
        prices(
            "{'%s':{'input':%s,'output':'%s','cacheRead':%s,'cacheWrite':'%s'}}"
                .formatted(MODEL, inputPrice, outputPrice, cacheReadPrice, cacheWritePrice));

    Cost cost =
        CallCost.of(
                prices,
                request(OperationName.CHAT),
                completion(
                    null,
                    response -> {
                      response.bodyUsage().totalInput(input);
                      response.bodyUsage().output(output);
                      response.bodyUsage().cacheRead(cacheRead);
                      response.bodyUsage().cacheWrite(cacheWrite);
                    }))
            .orElseThrow();

    assertThat(cost.total()).isEqualByComparingTo(total);
    assertThat(cost.input().add(cost.output())).isEqualByComparingTo(total);
  }

  @Test
  void tokensWithoutAPrice_haveNoCost_butNoTokensNeedNone() throws IOException {
    PriceList prices = prices("{'%s':{'input':3,'output':15}}".formatted(MODEL));

    assertThat(cost(prices, 10L, 5L, null, null)).isPresent();
    assertThat(cost(prices, 10L, 5L, 0L, 0L)).isPresent();
    assertThat(cost(prices, 10L, 5L, 1L, 0L)).isEmpty();
    assertThat(cost(prices, 10L, 5L, 0L, 1L)).isEmpty();
    assertThat(cost(prices("{'%s':{'input':3}}".formatted(MODEL)), 10L, 5L, 0L, 0L)).isEmpty();
    assertThat(cost(prices("{'%s':{'output':3}}".formatted(MODEL)), 10L, 5L, 0L, 0L)).isEmpty();
  }

  @Test
  void missingCounts_haveNoCost_exceptForOutputWhereThereIsNone() throws IOException {
    PriceList prices = prices("{'%s':{'input':3,'output':15}}".formatted(MODEL));
    Completion inputOnly = completion(null, r -> r.bodyUsage().totalInput(1_000));

    assertThat(cost(prices, null, 5L, null, null)).isEmpty();
    assertThat(cost(prices, null, null, null, null)).isEmpty();
    assertThat(CallCost.of(prices, request(OperationName.CHAT), inputOnly)).isEmpty();
    assertThat(CallCost.of(prices, request(OperationName.EMBEDDINGS), inputOnly))
        .hasValueSatisfying(cost -> assertThat(cost.total()).isEqualByComparingTo("0.003"));
    assertThat(
            CallCost.of(
                prices,
                request(OperationName.CHAT),
                completion(
                    null,
                    r -> r.operation(OperationName.EMBEDDINGS).bodyUsage().totalInput(1_000))))
        .isPresent();
  }

  @Test
  void cachedTokensThatNobodyCounted_haveNoCost() throws IOException {
    PriceList prices =
        prices("{'%s':{'input':3,'output':15,'cacheRead':1,'cacheWrite':1}}".formatted(MODEL));
    Completion completion =
        completion(
            null,
            r -> {
              r.bodyUsage().totalInputWithUnknownCache(10);
              r.bodyUsage().output(1);
            });

    assertThat(CallCost.of(prices, request(OperationName.CHAT), completion)).isEmpty();
  }

  @Test
  void moreCachedTokensThanInput_haveNoCost() throws IOException {
    PriceList prices =
        prices("{'%s':{'input':3,'output':15,'cacheRead':1,'cacheWrite':1}}".formatted(MODEL));

    assertThat(cost(prices, 10L, 5L, 6L, 5L)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(StreamOutcome.class)
  void stream_hasACostOnlyWhenComplete(StreamOutcome outcome) throws IOException {
    PriceList prices = prices("{'%s':{'input':3,'output':15}}".formatted(MODEL));
    Completion completion =
        completion(
            outcome,
            r -> {
              r.bodyUsage().totalInput(1);
              r.bodyUsage().output(1);
            });

    assertThat(CallCost.of(prices, request(OperationName.CHAT), completion).isPresent())
        .isEqualTo(outcome == StreamOutcome.COMPLETE);
  }

  private static Optional<Cost> cost(
      PriceList prices,
      @Nullable Long input,
      @Nullable Long output,
      @Nullable Long cacheRead,
      @Nullable Long cacheWrite) {
    return CallCost.of(
        prices,
        request(OperationName.CHAT),
        completion(
            null,
            response -> {
              if (input != null) {
                response.bodyUsage().totalInput(input);
              }
              if (output != null) {
                response.bodyUsage().output(output);
              }
              if (cacheRead != null) {
                response.bodyUsage().cacheRead(cacheRead);
              }
              if (cacheWrite != null) {
                response.bodyUsage().cacheWrite(cacheWrite);
              }
            }));
  }

  private static PriceList prices(String json) throws IOException {
    return PriceFile.read(new StringReader(json.replace('\'', '"')));
  }

  private static InferenceRequest request(OperationName operation) {
    return InferenceRequest.builder(operation).model(MODEL).build();
  }

  private static Completion completion(
      @Nullable StreamOutcome outcome, Consumer<InferenceResponse.Builder> values) {
    InferenceResponse.Builder response = InferenceResponse.builder();
    values.accept(response);
    return new Completion(response.build(), outcome, null, null, 0, null);
  }
}
