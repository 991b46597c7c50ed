/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The operations of AgentCore. */
@NullMarked
package io.github.bedrocktracing.internal.operation.agentcore;

import org.jspecify.annotations.NullMarked;
