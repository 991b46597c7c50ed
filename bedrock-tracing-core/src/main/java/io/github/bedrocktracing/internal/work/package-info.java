/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The program's own agents and tools: their start, their end, and what of them is recorded. */
@NullMarked
package io.github.bedrocktracing.internal.work;

import org.jspecify.annotations.NullMarked;
