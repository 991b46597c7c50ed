/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The user's choices: system properties, environment variables, and what goes before them. */
@NullMarked
package io.github.bedrocktracing.internal.settings;

import org.jspecify.annotations.NullMarked;
