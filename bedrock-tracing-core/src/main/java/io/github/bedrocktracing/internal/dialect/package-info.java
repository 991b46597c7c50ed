/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The bodies of InvokeModel: which dialect a body is of, and what is read of it; pure functions.
 * Beside {@code body}, the packages below hold the dialects of one provider each, the one whose
 * models spoke them first.
 */
@NullMarked
package io.github.bedrocktracing.internal.dialect;

import org.jspecify.annotations.NullMarked;
