/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What Anthropic's models take and give: Claude. */
@NullMarked
package io.github.bedrocktracing.internal.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
