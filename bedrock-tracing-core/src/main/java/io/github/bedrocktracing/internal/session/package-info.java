/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** To whom and to what a call belongs, as the current context tells. */
@NullMarked
package io.github.bedrocktracing.internal.session;

import org.jspecify.annotations.NullMarked;
