/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** How the library contains and reports its own failures. */
@NullMarked
package io.github.bedrocktracing.internal.guard;

import org.jspecify.annotations.NullMarked;
