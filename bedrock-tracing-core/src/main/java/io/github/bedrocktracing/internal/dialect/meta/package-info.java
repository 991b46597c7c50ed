/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What Meta's models take and give: Llama. */
@NullMarked
package io.github.bedrocktracing.internal.dialect.meta;

import org.jspecify.annotations.NullMarked;
