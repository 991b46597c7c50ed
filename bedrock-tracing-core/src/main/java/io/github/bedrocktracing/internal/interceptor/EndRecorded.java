/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.diagnostics.Problem;
import io.github.bedrocktracing.internal.diagnostics.Problems;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The moment at which the end of an execution has been recorded. */
final class EndRecorded {
  private final CountDownLatch come = new CountDownLatch(1);
  private volatile Runnable action = () -> {};

  /** Sets what is run when the moment comes. */
  void then(Runnable action) {
    this.action = action;
  }

  /** The moment has come. Whoever waits for it goes on once the action has been run. */
  void comes() {
    try {
      action.run();
    } finally {
      come.countDown();
    }
  }

  /** Waits until the moment has come, or until another, on the clock of the system. */
  void await(long deadlineNanos) {
    try {
      if (!come.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        Problems.report(Problem.FLUSH);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
