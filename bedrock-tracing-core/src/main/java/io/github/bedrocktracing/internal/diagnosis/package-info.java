/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the library tells of its own state, for a person who looks for a missing span. */
@NullMarked
package io.github.bedrocktracing.internal.diagnosis;

import org.jspecify.annotations.NullMarked;
