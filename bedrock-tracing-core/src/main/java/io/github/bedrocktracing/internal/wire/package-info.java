/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The shapes that Bedrock's own operations write on the wire, and the pieces that they share with
 * the bodies of models; pure functions.
 */
@NullMarked
package io.github.bedrocktracing.internal.wire;

import org.jspecify.annotations.NullMarked;
