/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import io.github.bedrocktracing.internal.settings.AgentSettings;
import org.jspecify.annotations.Nullable;

/**
 * The part of a builder that says what of the runs of managed agents is recorded.
 *
 * @param <B> the builder
 */
abstract class AgentOptions<B extends AgentOptions<B>> extends PropagationOptions<B> {
  private @Nullable Boolean agentSteps;
  private @Nullable Boolean agentEnableTrace;

  AgentOptions() {}

  /**
   * Sets whether the steps of a managed agent's run, the nodes of a flow and the steps of an
   * agentic retrieval have spans of their own, where their trace is there. Tokens and costs are
   * counted either way.
   *
   * @param agentSteps whether they have. Default: as {@code bedrock.tracing.agent.steps} says, else
   *     true
   * @return this builder
   */
  public final B agentSteps(boolean agentSteps) {
    this.agentSteps = agentSteps;
    return self();
  }

  /**
   * Sets whether managed agents are asked for their trace where the program's request does not say.
   * This changes what is sent: the program's handler gets events of the trace besides.
   *
   * @param agentEnableTrace whether they are. Default: as {@code
   *     bedrock.tracing.agent.enable-trace} says, else false
   * @return this builder
   */
  public final B agentEnableTrace(boolean agentEnableTrace) {
    this.agentEnableTrace = agentEnableTrace;
    return self();
  }

  final AgentSettings agentSettings() {
    return new AgentSettings(agentSteps, agentEnableTrace);
  }
}
