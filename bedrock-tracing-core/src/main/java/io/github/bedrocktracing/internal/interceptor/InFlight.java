/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * The time of an execution between its begin and the record of its end: one object is what is to
 * come, what waits for it, and what is done when the SDK lets go of the execution.
 */
final class InFlight extends EndRecorded implements Runnable {
  private final BedrockExecution execution;
  private volatile Cleaner.@Nullable Cleanable unreachable;
  private volatile boolean over;

  /** The links of {@link InFlightChain}, under its lock. */
  @Nullable InFlight before;

  @Nullable InFlight after;

  InFlight(BedrockExecution execution) {
    this.execution = execution;
  }

  BedrockExecution execution() {
    return execution;
  }

  /**
   * Lets the execution end once a handle is unreachable.
   *
   * @param handle must not be reachable from the execution
   */
  void endsWith(ExecutionHandle handle, Cleaner cleaner) {
    unreachable = cleaner.register(handle, this);
  }

  /** The SDK has let go of the execution, or need no more be watched. */
  @Override
  public void run() {
    if (!over) {
      Guard.run(Problem.HOOK, execution::letGo);
    }
  }

  @Override
  void action() {
    over = true;
    ExecutionsInFlight.remove(this);
    Cleaner.Cleanable watched = unreachable;
    if (watched != null) {
      watched.clean();
    }
  }
}
