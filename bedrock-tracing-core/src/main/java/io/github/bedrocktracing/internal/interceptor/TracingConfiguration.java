/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.telemetry.TelemetrySource;

/**
 * What an interceptor traces with.
 *
 * @param telemetry where spans and metrics come from
 */
public record TracingConfiguration(TelemetrySource telemetry) {}
