/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.operation.Failures;
import java.lang.ref.Cleaner;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The time of an execution between its begin and the record of its end: one object is what is to
 * come, what waits for it, and what ends the execution where no hook of the SDK does.
 */
final class InFlight extends EndRecorded implements Runnable {
  private final BedrockExecution execution;
  private volatile Cleaner.@Nullable Cleanable unreachable;
  private volatile boolean over;

  /** How the execution ends if the SDK says no more; null while more may come of it. */
  private volatile @Nullable SilentEnd silentEnd;

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

  /** Sets how the execution ends if the SDK says nothing from now on; null if more may come. */
  void endsIfSilent(@Nullable SilentEnd end) {
    if (end == null && silentEnd == null) {
      return;
    }
    silentEnd = end;
    if (over) {
      silentEnd = null;
    }
  }

  /** Returns how the execution ends if the SDK says no more; null while more may come of it. */
  @Nullable SilentEnd silentEnd() {
    return silentEnd;
  }

  /**
   * Records how the execution ended, outside its lock; not where there is nothing to take. A span
   * that cannot be started even now has no end to wait for.
   */
  void end(Supplier<@Nullable Ending> taken, Consumer<Ending> how) {
    boolean nothing = false;
    try {
      Ending ending = taken.get();
      nothing = ending == null;
      if (ending != null) {
        how.accept(ending);
      }
    } finally {
      if (!nothing) {
        comes();
      }
    }
  }

  /** The SDK has let go of the execution, or the handle need not be watched any longer. */
  @Override
  public void run() {
    if (!over) {
      Guard.run(Problem.HOOK, this::letGo);
    }
  }

  /** Nobody is left who could say how the call ended. */
  private void letGo() {
    execution.endInSilence(null, execution.lastSeen());
  }

  /** Nobody will record what comes later. */
  void shutDown() {
    execution.endInSilence(Failures.shutdown(), execution.plan().clock().nanoTime());
  }

  /**
   * The SDK has reported the call as over, after it had time to say how it ended.
   *
   * @param reason why it is over; null when that is not known
   */
  void reportedOver(@Nullable Failure reason) {
    if (execution.isLeftToRead()) {
      return;
    }
    long now = execution.plan().clock().nanoTime();
    if (reason != null && execution.isSent()) {
      execution.failed(reason, now);
    } else {
      execution.endInSilence(null, now);
    }
  }

  @Override
  void action() {
    over = true;
    silentEnd = null;
    ExecutionsInFlight.remove(this);
    Cleaner.Cleanable watched = unreachable;
    if (watched != null) {
      watched.clean();
    }
  }
}
