/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference.step;

import io.github.bedrocktracing.internal.inference.Completion;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a managed agent's run, as the run's trace tells it.
 *
 * @param request what was asked for, and of what
 * @param completion what came of it
 * @param input what was given, where content is captured
 * @param output what came back, where content is captured
 * @param traceId the trace's id of the step; null when not told
 * @param agent the id of the agent whose step it is; null when not told
 * @param times when it began and ended
 * @param finished whether its end was told, or the run came to an end before
 */
public record AgentStep(
    StepKind kind,
    InferenceRequest request,
    Completion completion,
    InputContent input,
    List<ChatMessage> output,
    @Nullable String traceId,
    @Nullable String agent,
    Times times,
    boolean finished) {
  /** Creates a step with a copy of the list. */
  public AgentStep {
    output = List.copyOf(output);
  }

  /**
   * A window on the service's clock.
   *
   * @param start null when not told
   * @param end null when not told
   */
  public record Times(@Nullable Instant start, @Nullable Instant end) {
    /** Returns this window, with another's ends where this one's are not known. */
    public Times orElse(Times other) {
      return new Times(start == null ? other.start : start, end == null ? other.end : end);
    }
  }
}
