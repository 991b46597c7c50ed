/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What people, models and tools say, and how it is put together from a stream. */
@NullMarked
package io.github.bedrocktracing.internal.inference.message;

import org.jspecify.annotations.NullMarked;
