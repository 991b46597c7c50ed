/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The bodies of InvokeModel, one class for each dialect that model providers speak; pure functions.
 */
@NullMarked
package io.github.bedrocktracing.internal.dialect;

import org.jspecify.annotations.NullMarked;
