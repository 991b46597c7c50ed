/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

/**
 * How much content is kept of one execution while it is captured.
 *
 * @param maxCharacters the most characters of one streamed answer
 * @param maxBodyBytes the largest body that is read for its content, in bytes
 * @param maxBinaryBytes the largest binary content that is kept whole, in bytes; 0 for none
 * @param streamEvents whether the events of streamed answers are kept besides
 */
public record CaptureLimits(
    int maxCharacters, int maxBodyBytes, int maxBinaryBytes, boolean streamEvents) {}
