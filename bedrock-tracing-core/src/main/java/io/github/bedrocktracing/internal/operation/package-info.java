/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The SDK's request and response objects turned into neutral records: which operations are traced,
 * and how a call failed. The packages below, but for {@code capture}, have one class for each
 * operation of a service.
 */
@NullMarked
package io.github.bedrocktracing.internal.operation;

import org.jspecify.annotations.NullMarked;
