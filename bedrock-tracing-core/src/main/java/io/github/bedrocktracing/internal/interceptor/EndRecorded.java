/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import java.util.concurrent.TimeUnit;

/** The moment at which the end of an execution has been recorded. */
abstract class EndRecorded {
  private volatile boolean come;
  private volatile boolean awaited;

  /** Is run when the moment comes, before anybody goes on who waits for it. */
  abstract void action();

  /** The moment has come. Whoever waits for it goes on once the action has been run. */
  void comes() {
    try {
      action();
    } finally {
      come = true;
      // Hardly anybody waits, and to wake nobody takes longer than all else that is done here.
      if (awaited) {
        wake();
      }
    }
  }

  private synchronized void wake() {
    notifyAll();
  }

  /** Waits until the moment has come, or until another, on the clock of the system. */
  synchronized void await(long deadlineNanos) {
    // Said before it is asked whether the moment has come, so that one of the two is seen.
    awaited = true;
    try {
      while (!come) {
        long nanos = deadlineNanos - System.nanoTime();
        if (nanos <= 0) {
          Problems.report(Problem.FLUSH);
          return;
        }
        // A wait of less than a millisecond would be one without end.
        wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
