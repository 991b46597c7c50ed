/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.ParentSpans;
import org.jspecify.annotations.Nullable;

/**
 * Whose spans may take the place of one of the call's own.
 *
 * @param parents what is recorded within spans that frameworks make of the same call
 * @param neighbour the span of another instrumentation of the SDK; null where there is none
 */
public record SpanSharing(ParentSpans parents, @Nullable OtherSpan neighbour) {}
