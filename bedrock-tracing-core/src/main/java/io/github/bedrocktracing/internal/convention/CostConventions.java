/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/** Names for what calls cost; the conventions have none, so that they are this library's own. */
public final class CostConventions {
  /** The cost of one call, in US dollars, on the span of the call alone. */
  public static final AttributeKey<Double> COST = AttributeKey.doubleKey("llm.cost.usd");

  /** Counter of US dollars. */
  public static final String TOTAL = "bedrock.tracing.cost";

  /** Histogram of US dollars of one call each. */
  public static final String PER_CALL = "bedrock.tracing.call_cost";

  public static final String US_DOLLARS = "{USD}";

  /** Boundaries for the cost of one call, in US dollars. */
  public static final List<Double> BOUNDARIES =
      List.of(
          0.00001, 0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5,
          1.0, 2.0, 5.0, 10.0);

  private CostConventions() {}
}
