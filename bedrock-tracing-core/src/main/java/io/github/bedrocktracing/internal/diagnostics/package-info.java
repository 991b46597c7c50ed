/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** How the library contains and reports its own failures. */
@NullMarked
package io.github.bedrocktracing.internal.diagnostics;

import org.jspecify.annotations.NullMarked;
