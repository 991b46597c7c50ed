/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.pricing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The price of a model's tokens, in US dollars per million; null where the table has none.
 *
 * @param input input tokens that have nothing to do with a cache
 * @param output output tokens
 * @param cacheRead input tokens read from a cache
 * @param cacheWrite input tokens written to a cache
 * @param anyVersion whether it also counts for ids that have a version behind the model's name
 */
public record Price(
    @Nullable BigDecimal input,
    @Nullable BigDecimal output,
    @Nullable BigDecimal cacheRead,
    @Nullable BigDecimal cacheWrite,
    boolean anyVersion) {

  /**
   * Returns whether another price asks for the same amounts. A record's own comparison would keep
   * its class loaded for good.
   */
  boolean isSameAs(Price other) {
    return isSame(input, other.input)
        && isSame(output, other.output)
        && isSame(cacheRead, other.cacheRead)
        && isSame(cacheWrite, other.cacheWrite)
        && anyVersion == other.anyVersion;
  }

  private static boolean isSame(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null ? other == null : other != null && one.compareTo(other) == 0;
  }
}
