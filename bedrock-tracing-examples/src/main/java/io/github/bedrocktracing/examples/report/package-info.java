/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** OpenTelemetry set up for the examples, and its spans and metrics as readable text. */
@NullMarked
package io.github.bedrocktracing.examples.report;

import org.jspecify.annotations.NullMarked;
