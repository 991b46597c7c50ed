/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What Luma's models take and give: Ray. */
@NullMarked
package io.github.bedrocktracing.internal.dialect.luma;

import org.jspecify.annotations.NullMarked;
