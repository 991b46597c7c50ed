/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The neutral records in which capture and recording meet; they depend on nothing but the JDK. */
@NullMarked
package io.github.bedrocktracing.internal.inference;

import org.jspecify.annotations.NullMarked;
