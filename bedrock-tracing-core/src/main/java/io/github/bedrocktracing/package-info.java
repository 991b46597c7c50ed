/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The public API of bedrock-tracing, which records calls to Amazon Bedrock as OpenTelemetry spans
 * and metrics: {@link io.github.bedrocktracing.BedrockTracing} switches it on, {@link
 * io.github.bedrocktracing.BedrockSession}, {@link io.github.bedrocktracing.TracedWork} and {@link
 * io.github.bedrocktracing.ToolRunner} tell of what the program does around its calls. Nothing
 * below {@code internal} is API.
 */
@NullMarked
package io.github.bedrocktracing;

import org.jspecify.annotations.NullMarked;
