/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What was recorded: spans and metrics, and the OpenTelemetry that keeps them or throws. */
package io.github.bedrocktracing.testing.telemetry;
