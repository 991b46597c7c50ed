/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import java.math.BigDecimal;

/**
 * What a call cost after the user's price table, in US dollars.
 *
 * @param input the price of the input tokens, cached ones included
 * @param output the price of the output tokens
 * @param total the price of both
 */
public record Cost(BigDecimal input, BigDecimal output, BigDecimal total) {}
