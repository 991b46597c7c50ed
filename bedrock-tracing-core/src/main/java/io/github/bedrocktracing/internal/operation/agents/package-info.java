/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The operations of Bedrock's agents service: agents, flows and knowledge bases. */
@NullMarked
package io.github.bedrocktracing.internal.operation.agents;

import org.jspecify.annotations.NullMarked;
