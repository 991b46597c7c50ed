/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import org.jspecify.annotations.Nullable;

/**
 * Why an execution failed, in words that hold nothing of a prompt or an answer.
 *
 * @param errorType the service's error code, or the name of the exception's class, or a short word;
 *     low in cardinality
 * @param description one line for a person
 * @param exceptionType the name of the exception's class; null when nothing was thrown
 * @param stackTrace the exception and its causes without their messages; null when nothing was
 *     thrown
 */
public record Failure(
    String errorType,
    String description,
    @Nullable String exceptionType,
    @Nullable String stackTrace) {}
