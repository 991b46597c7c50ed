/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The only package that makes spans, and with the one below it metrics. */
@NullMarked
package io.github.bedrocktracing.internal.telemetry;

import org.jspecify.annotations.NullMarked;
