/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What Amazon's own models take and give: Nova and Titan. */
@NullMarked
package io.github.bedrocktracing.internal.dialect.amazon;

import org.jspecify.annotations.NullMarked;
