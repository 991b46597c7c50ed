/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.work;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the program says of an agent's conversation, looked into only where content is captured.
 *
 * @param input what the agent is asked; null for nothing said
 * @param output gives its answer when the work has ended; null for what the code gives
 */
public record AgentContent(@Nullable Object input, @Nullable Supplier<?> output) {
  /** Nothing said. */
  public static final AgentContent NONE = new AgentContent(null, null);
}
