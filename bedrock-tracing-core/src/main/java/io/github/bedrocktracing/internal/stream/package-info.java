/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Event streams read beside the caller: the tap, the frame decoder and what folds events into a
 * response.
 */
@NullMarked
package io.github.bedrocktracing.internal.stream;

import org.jspecify.annotations.NullMarked;
