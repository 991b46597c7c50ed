/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

import org.jspecify.annotations.Nullable;

/**
 * What the program said about the runs of managed agents; null where it said nothing and the flags
 * decide.
 *
 * @param steps whether the steps of a run have spans
 * @param enableTrace whether the trace is asked for where the program does not say
 */
public record AgentSettings(@Nullable Boolean steps, @Nullable Boolean enableTrace) {
  /** Nothing said. */
  public static final AgentSettings UNSET = new AgentSettings(null, null);

  /** Returns whether the steps of a run have spans now. */
  public boolean stepsNow() {
    return steps != null ? steps : Flags.agentSteps();
  }

  /** Returns whether the trace is asked for now where the program does not say. */
  public boolean enableTraceNow() {
    return enableTrace != null ? enableTrace : Flags.agentEnableTrace();
  }
}
