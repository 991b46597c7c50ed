/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a capture of an operation is, and how one reads the SDK's objects without linking to them.
 */
@NullMarked
package io.github.bedrocktracing.internal.operation.capture;

import org.jspecify.annotations.NullMarked;
