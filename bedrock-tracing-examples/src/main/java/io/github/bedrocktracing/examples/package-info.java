/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Programs that show bedrock-tracing at work. */
@NullMarked
package io.github.bedrocktracing.examples;

import org.jspecify.annotations.NullMarked;
