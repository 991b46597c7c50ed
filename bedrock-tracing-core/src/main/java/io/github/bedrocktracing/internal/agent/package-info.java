/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The trace of a run of an agent, a flow or an agentic retrieval, as its event stream brings it,
 * turned into steps: who is at work, which input belongs to which output, and what was said.
 */
@NullMarked
package io.github.bedrocktracing.internal.agent;

import org.jspecify.annotations.NullMarked;
