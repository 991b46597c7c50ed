/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What a guardrail has found in a call. */
@NullMarked
package io.github.bedrocktracing.internal.inference.guardrail;

import org.jspecify.annotations.NullMarked;
