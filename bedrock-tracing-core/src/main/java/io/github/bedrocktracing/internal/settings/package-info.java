/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The user's choices: builder values, system properties and environment variables. */
@NullMarked
package io.github.bedrocktracing.internal.settings;

import org.jspecify.annotations.NullMarked;
