/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The SDK's hooks and the life of one execution. */
@NullMarked
package io.github.bedrocktracing.internal.interceptor;

import org.jspecify.annotations.NullMarked;
