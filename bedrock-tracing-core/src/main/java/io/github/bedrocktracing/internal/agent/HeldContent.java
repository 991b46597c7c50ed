/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.step.AgentLimit;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import org.jspecify.annotations.Nullable;

/** What may be kept of what is said in a run, and how much of it is kept of open steps now. */
final class HeldContent {
  /** Prompts of agents take some ten thousand characters; a handful are open at a time. */
  static final int MAX_CHARACTERS = 8 * 1024 * 1024;

  private final @Nullable CaptureLimits limits;
  private final AgentListener listener;
  private int held;

  /**
   * Creates a count of nothing.
   *
   * @param limits how content is read; null when it is not wanted
   * @param listener is told of content that is not kept
   */
  HeldContent(@Nullable CaptureLimits limits, AgentListener listener) {
    this.limits = limits;
    this.listener = listener;
  }

  /** Returns how content is read; null when it is not wanted. */
  @Nullable CaptureLimits limits() {
    return limits;
  }

  /** Returns whether so many more may be kept, and counts them if so. */
  boolean reserve(int characters) {
    if (characters > MAX_CHARACTERS - held) {
      listener.dropped(AgentLimit.CONTENT);
      return false;
    }
    held += characters;
    return true;
  }

  void release(int characters) {
    held -= characters;
  }
}
