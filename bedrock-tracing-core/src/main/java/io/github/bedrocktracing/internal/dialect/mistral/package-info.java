/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What Mistral's first models take and give; later ones speak OpenAI's dialects. */
@NullMarked
package io.github.bedrocktracing.internal.dialect.mistral;

import org.jspecify.annotations.NullMarked;
