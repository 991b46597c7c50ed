/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The SDK's request and response objects turned into neutral records, one class an operation. */
@NullMarked
package io.github.bedrocktracing.internal.operation;

import org.jspecify.annotations.NullMarked;
