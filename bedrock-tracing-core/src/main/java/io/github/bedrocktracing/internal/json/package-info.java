/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The only package that reads JSON; everything else names the fields it wants. */
@NullMarked
package io.github.bedrocktracing.internal.json;

import org.jspecify.annotations.NullMarked;
