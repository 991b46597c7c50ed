/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The process-wide switch and the interceptor that the SDK's service files name. */
@NullMarked
package io.github.bedrocktracing.internal.autolog;

import org.jspecify.annotations.NullMarked;
