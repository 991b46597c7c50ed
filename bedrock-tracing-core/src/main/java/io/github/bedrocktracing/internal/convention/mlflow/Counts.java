/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import io.github.bedrocktracing.internal.inference.Cost;
import io.github.bedrocktracing.internal.inference.TokenUsage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tokens and money in MLflow's words. */
final class Counts {
  private Counts() {}

  /** Returns the tokens; null unless input and output are both known, as MLflow wants it. */
  static @Nullable Map<String, Object> usage(TokenUsage usage) {
    Long input = usage.input();
    Long output = usage.output();
    if (input == null || output == null) {
      return null;
    }
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("input_tokens", input);
    counts.put("output_tokens", output);
    counts.put("total_tokens", input + output);
    if (usage.cacheRead() != null) {
      counts.put("cache_read_input_tokens", usage.cacheRead());
    }
    if (usage.cacheWrite() != null) {
      counts.put("cache_creation_input_tokens", usage.cacheWrite());
    }
    return counts;
  }

  /** Returns the cost in US dollars; null when it is not known. */
  static @Nullable Map<String, Object> cost(@Nullable Cost cost) {
    if (cost == null) {
      return null;
    }
    Map<String, Object> costs = new LinkedHashMap<>();
    costs.put("input_cost", cost.input());
    costs.put("output_cost", cost.output());
    costs.put("total_cost", cost.total());
    return costs;
  }
}
