/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.diagnostics.Guard;
import io.github.bedrocktracing.internal.diagnostics.Problem;
import java.lang.ref.Cleaner;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The executions that have begun and not ended.
 *
 * <p>Each is here until it ends: by a signal of the SDK, when the SDK has let go of it without one,
 * or when tracing is shut down.
 */
public final class ExecutionsInFlight {
  private static final Set<BedrockExecution> IN_FLIGHT = ConcurrentHashMap.newKeySet();

  private ExecutionsInFlight() {}

  /**
   * Adds an execution until it ends, or until its handle is unreachable.
   *
   * @param handle must not be reachable from the execution
   */
  static void add(ExecutionHandle handle, BedrockExecution execution) {
    Cleaner.Cleanable unreachable =
        Watch.CLEANER.register(handle, () -> Guard.run(Problem.HOOK, execution::letGo));
    execution.onEnd(
        () -> {
          IN_FLIGHT.remove(execution);
          unreachable.clean();
        });
    IN_FLIGHT.add(execution);
  }

  /** Ends all that are traced with a configuration, because nothing is recorded from now on. */
  public static void endAll(TracingConfiguration configuration) {
    for (BedrockExecution execution : IN_FLIGHT) {
      if (execution.configuration().equals(configuration)) {
        Guard.run(Problem.HOOK, execution::shutDown);
      }
    }
  }

  /** The thread that waits for handles, started with the first execution. */
  private static final class Watch {
    static final Cleaner CLEANER = Cleaner.create();
  }
}
