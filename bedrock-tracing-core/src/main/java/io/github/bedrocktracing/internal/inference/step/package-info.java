/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What an agent, a flow or an agentic retrieval does within one call. */
@NullMarked
package io.github.bedrocktracing.internal.inference.step;

import org.jspecify.annotations.NullMarked;
