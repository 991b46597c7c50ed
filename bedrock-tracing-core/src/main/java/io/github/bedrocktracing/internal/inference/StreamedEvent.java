/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import org.jspecify.annotations.Nullable;

/**
 * One event of a streamed answer, or several of the same kind joined.
 *
 * @param name the type that the wire gives it
 * @param json what it holds, as maps, lists and scalars
 * @param nanoTime when its first fragment came, on the execution's clock
 */
public record StreamedEvent(String name, @Nullable Object json, long nanoTime) {}
