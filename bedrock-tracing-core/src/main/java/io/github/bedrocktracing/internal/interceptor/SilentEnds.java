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
 * over the executions in flight, and ends those of which the SDK has been silent for long enough.
 */
final class SilentEnds {
  private static final AtomicBoolean PLANNED = new AtomicBoolean();

  private SilentEnds() {}

  /** Ends an execution in some seconds, unless the SDK does so before. */
  static void expect(InFlight execution, Runnable end) {
    execution.endsIfSilent(new SilentEnd(end, System.nanoTime()));
    plan();
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
    try {
      long now = System.nanoTime();
      for (BedrockExecution execution : ExecutionsInFlight.now()) {
        SilentEnd end = execution.inFlight().silentEnd();
        if (end != null) {
          // Looked at again until it has ended: where no thread is to be had, there may be then.
          more = true;
          if (end.isDue(now)) {
            SilenceTimer.aside(() -> Guard.run(Problem.STREAM, end.action()));
          }
        }
      }
    } finally {
      if (more) {
        plan();
      }
    }
  }
}
