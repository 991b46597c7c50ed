/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The guard around the library's own code, and the log of what it had to catch. */
@NullMarked
package io.github.bedrocktracing.internal.guard;

import org.jspecify.annotations.NullMarked;
