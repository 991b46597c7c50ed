/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What a dialect is, and what dialects of several providers have in common. */
@NullMarked
package io.github.bedrocktracing.internal.dialect.body;

import org.jspecify.annotations.NullMarked;
