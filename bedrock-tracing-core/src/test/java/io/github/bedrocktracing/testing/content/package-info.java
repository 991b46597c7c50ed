/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Marked content, and where it may be found. */
package io.github.bedrocktracing.testing.content;
