/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Attribute and metric names of the semantic conventions, and the extractors that fill them. */
@NullMarked
package io.github.bedrocktracing.internal.convention;

import org.jspecify.annotations.NullMarked;
