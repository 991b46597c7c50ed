/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What AI21's models took and gave before Jamba: Jurassic-2. */
@NullMarked
package io.github.bedrocktracing.internal.dialect.ai21;

import org.jspecify.annotations.NullMarked;
