/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What calls cost, after prices that the user supplies. */
@NullMarked
package io.github.bedrocktracing.internal.pricing;

import org.jspecify.annotations.NullMarked;
