/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What Cohere's models take and give, and whoever puts documents in order as they do. */
@NullMarked
package io.github.bedrocktracing.internal.dialect.cohere;

import org.jspecify.annotations.NullMarked;
