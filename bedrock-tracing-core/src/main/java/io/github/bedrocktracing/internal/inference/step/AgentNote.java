/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference.step;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens in a managed agent's or a flow's run and takes no time.
 *
 * @param label a short word for what caused it; null for nothing
 * @param text what is said, where content is captured
 * @param time when, on the service's clock; null when not told
 */
public record AgentNote(
    Kind kind, @Nullable String label, @Nullable String text, @Nullable Instant time) {
  /** What happens. */
  public enum Kind {
    /** The agent has its answer. */
    FINAL_RESPONSE,
    /** The agent asks the model again, because what it said could not be used. */
    REPROMPT,
    /** The model's reason for the next step, where the step's model call is not known. */
    RATIONALE,
    /** The program's own orchestration says something. */
    CUSTOM_ORCHESTRATION,
    /** The run fails. */
    FAILURE,
    /** A node of a flow calls another service. */
    ACTION
  }
}
