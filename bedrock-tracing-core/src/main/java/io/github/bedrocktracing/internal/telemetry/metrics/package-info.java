/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The metrics of calls, and the library's own. */
@NullMarked
package io.github.bedrocktracing.internal.telemetry.metrics;

import org.jspecify.annotations.NullMarked;
