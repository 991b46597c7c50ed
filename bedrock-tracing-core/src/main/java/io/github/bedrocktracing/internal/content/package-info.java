/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What stands between captured content and everything that records it: redaction and limits. */
@NullMarked
package io.github.bedrocktracing.internal.content;

import org.jspecify.annotations.NullMarked;
