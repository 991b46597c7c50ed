/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import org.jspecify.annotations.Nullable;

/**
 * Why an execution failed; all but the message holds nothing of a prompt or an answer.
 *
 * @param errorType the service's error code, or the name of the exception's class, or a short word;
 *     low in cardinality
 * @param description one line for a person
 * @param exceptionType the name of the exception's class; null when nothing was thrown
 * @param stackTrace the exception and its causes without their messages; null when nothing was
 *     thrown
 * @param message the exception's own message, which may quote a prompt or an answer and is content
 *     therefore; null when there is none
 */
public record Failure(
    String errorType,
    String description,
    @Nullable String exceptionType,
    @Nullable String stackTrace,
    @Nullable String message) {}
