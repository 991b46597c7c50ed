/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The operations of Bedrock Runtime, which call models. */
@NullMarked
package io.github.bedrocktracing.internal.operation.runtime;

import org.jspecify.annotations.NullMarked;
