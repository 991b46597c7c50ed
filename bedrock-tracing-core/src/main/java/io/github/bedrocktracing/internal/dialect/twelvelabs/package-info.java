/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What TwelveLabs' models take and give: Marengo and Pegasus. */
@NullMarked
package io.github.bedrocktracing.internal.dialect.twelvelabs;

import org.jspecify.annotations.NullMarked;
