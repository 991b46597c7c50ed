/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.content;

/**
 * How much content one span carries.
 *
 * @param maxValueLength the most characters of one text
 * @param maxTotalLength the most characters of all texts together
 */
public record ContentLimits(int maxValueLength, int maxTotalLength) {}
