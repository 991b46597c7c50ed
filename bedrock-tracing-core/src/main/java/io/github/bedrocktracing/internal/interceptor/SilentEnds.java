/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the executions about which the SDK keeps silent although nothing is left of them to come.
 *
 * <p>Nearly always the SDK speaks at once. So no wait is planned for each: one look for all goes
 * over the executions in flight, and ends those that were silent at the look before already.
 */
final class SilentEnds {
  private static final AtomicBoolean PLANNED = new AtomicBoolean();

  private SilentEnds() {}

  /** Ends an execution after two looks, unless the SDK does so before. */
  static void expect(InFlight execution, Runnable end) {
    if (execution.endsIfSilent(end)) {
      plan();
    }
  }

  private static void plan() {
    if (PLANNED.compareAndSet(false, true)) {
      boolean planned = false;
      try {
        SilenceTimer.plan(() -> Guard.run(Problem.STREAM, SilentEnds::look));
        planned = true;
      } finally {
        // Where there is no thread to be had now, there may be at another call.
        if (!planned) {
          PLANNED.set(false);
        }
      }
    }
  }

  private static void look() {
    PLANNED.set(false);
    boolean more = false;
    for (BedrockExecution execution : ExecutionsInFlight.now()) {
      InFlight each = execution.inFlight();
      Runnable end = each.look();
      if (end != null) {
        SilenceTimer.aside(() -> Guard.run(Problem.STREAM, end));
      }
      more |= each.isLookedAt();
    }
    if (more) {
      plan();
    }
  }
}
