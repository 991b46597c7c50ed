/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Where telemetry goes: the OpenTelemetry instance in force, and the one the library makes itself.
 */
@NullMarked
package io.github.bedrocktracing.internal.export;

import org.jspecify.annotations.NullMarked;
