/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.diagnostics.Guard;
import io.github.bedrocktracing.internal.diagnostics.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The executions whose stream is over and for which only the SDK's word is missing; they are held
 * weakly, so that one that the SDK lets go of is let go of here.
 */
public final class PendingExecutions {
  private static final Set<BedrockExecution> PENDING =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private PendingExecutions() {}

  static void add(BedrockExecution execution) {
    PENDING.add(execution);
  }

  static void remove(BedrockExecution execution) {
    PENDING.remove(execution);
  }

  /** Ends them all, because the telemetry is about to be flushed for the last time. */
  public static void endAll() {
    List<BedrockExecution> pending;
    synchronized (PENDING) {
      pending = List.copyOf(PENDING);
      PENDING.clear();
    }
    for (BedrockExecution execution : pending) {
      Guard.run(Problem.HOOK, execution::endIfPending);
    }
  }
}
