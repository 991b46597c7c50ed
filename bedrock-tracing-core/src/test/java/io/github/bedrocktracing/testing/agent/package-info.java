/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Calls of agents and flows, and the traces that they answer with. */
package io.github.bedrocktracing.testing.agent;
