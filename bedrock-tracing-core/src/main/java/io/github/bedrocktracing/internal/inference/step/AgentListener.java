/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference.step;

import java.time.Instant;

/**
 * Is told what one agent or flow does while the trace of its run comes in; one call at a time. Its
 * methods must not throw.
 */
public interface AgentListener {
  /** A part of the trace has come that the service wrote at this moment of its own clock. */
  void seen(Instant eventTime);

  /** A step is over. */
  void step(AgentStep step);

  /** A model has answered whose call was told of as a step before it had; counted, and no more. */
  void late(AgentStep call);

  /** Something of the run is not told of, or not to its end, because there is too much of it. */
  void dropped(AgentLimit limit);

  /** Something happened that takes no time. */
  void note(AgentNote note);

  /**
   * Another agent begins to work for this one, or a node of this flow.
   *
   * @return is told what that agent or that node does
   */
  AgentListener begin(AgentStep work);

  /** The work is over that {@link #begin} was told of; steps within it may still follow. */
  void end(AgentStep work);
}
