/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The bodies of InvokeModel: which dialect a body is of, and what is read of it; pure functions.
 * The packages below have one class for each dialect, by the provider whose models spoke it first.
 */
@NullMarked
package io.github.bedrocktracing.internal.dialect;

import org.jspecify.annotations.NullMarked;
