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
    boolean anyVersion) {}
