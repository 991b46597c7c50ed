/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What OpenAI's models take and give, and with them most open-weight models. */
@NullMarked
package io.github.bedrocktracing.internal.dialect.openai;

import org.jspecify.annotations.NullMarked;
