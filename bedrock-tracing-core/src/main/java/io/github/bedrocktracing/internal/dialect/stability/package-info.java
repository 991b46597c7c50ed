/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What Stability's models take and give. */
@NullMarked
package io.github.bedrocktracing.internal.dialect.stability;

import org.jspecify.annotations.NullMarked;
