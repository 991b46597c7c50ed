/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The public API of bedrock-tracing. */
@NullMarked
package io.github.bedrocktracing;

import org.jspecify.annotations.NullMarked;
