/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.pricing;

import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import io.github.bedrocktracing.internal.inference.Completion;
import io.github.bedrocktracing.internal.inference.Cost;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.StreamOutcome;
import io.github.bedrocktracing.internal.inference.TokenUsage;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Works out what a call cost: exactly, or not at all. There is no cost where a count or a price is
 * missing, nor for a stream that did not come to its end, whose counts are not final.
 */
public final class CallCost {
  private static final int MILLION_DIGITS = 6;

  private CallCost() {}

  /** Returns the cost of a call that has ended; empty when it is not known. */
  public static Optional<Cost> of(
      PriceList prices, InferenceRequest request, Completion completion) {
    TokenUsage usage = completion.response().usage();
    String answered = completion.response().model();
    // Agents do not always tell which model they ask, but its answer may.
    String model = request.model() == null ? answered : request.model();
    boolean counted =
        usage.input() != null && (usage.output() != null || hasNoOutput(request, completion));
    if (prices.isEmpty() || model == null || !counted || !isFinal(completion)) {
      return Optional.empty();
    }
    if (usage.cacheUnknown()) {
      Problems.report(Problem.CACHE_COUNTS);
      return Optional.empty();
    }
    Price price = request.model() == null ? prices.findNamed(model) : prices.find(model, answered);
    if (price == null) {
      Problems.reportEach(Problem.PRICE, model);
      return Optional.empty();
    }
    return cost(price, usage, model);
  }

  private static Optional<Cost> cost(Price price, TokenUsage usage, String model) {
    BigDecimal cacheReads = tokens(usage.cacheRead());
    BigDecimal cacheWrites = tokens(usage.cacheWrite());
    BigDecimal uncached = tokens(usage.input()).subtract(cacheReads).subtract(cacheWrites);
    BigDecimal outputs = tokens(usage.output());
    if (uncached.signum() < 0) {
      return Optional.empty();
    }
    String missing =
        missing(uncached, price.input(), "input")
            + missing(cacheReads, price.cacheRead(), "cacheRead")
            + missing(cacheWrites, price.cacheWrite(), "cacheWrite")
            + missing(outputs, price.output(), "output");
    if (!missing.isEmpty()) {
      Problems.reportEach(Problem.PRICE, model + " lacks" + missing);
      return Optional.empty();
    }
    BigDecimal input =
        dollars(uncached, price.input())
            .add(dollars(cacheReads, price.cacheRead()))
            .add(dollars(cacheWrites, price.cacheWrite()));
    BigDecimal output = dollars(outputs, price.output());
    return Optional.of(new Cost(input, output, input.add(output)));
  }

  private static boolean hasNoOutput(InferenceRequest request, Completion completion) {
    OperationName operation = completion.operationOf(request);
    return operation == OperationName.EMBEDDINGS || operation == OperationName.RERANK;
  }

  private static boolean isFinal(Completion completion) {
    StreamOutcome outcome = completion.streamOutcome();
    return outcome == null || outcome == StreamOutcome.COMPLETE;
  }

  private static BigDecimal tokens(@Nullable Long count) {
    return count == null ? BigDecimal.ZERO : BigDecimal.valueOf(count);
  }

  private static String missing(BigDecimal tokens, @Nullable BigDecimal price, String name) {
    return tokens.signum() > 0 && price == null ? ' ' + name : "";
  }

  private static BigDecimal dollars(BigDecimal tokens, @Nullable BigDecimal pricePerMillion) {
    return pricePerMillion == null
        ? BigDecimal.ZERO
        : tokens.multiply(pricePerMillion).movePointLeft(MILLION_DIGITS);
  }
}
