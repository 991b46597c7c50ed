/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.endings;

import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * What a client runs its timeouts on: a scheduler that is late, as any may be, until that is there
 * which a timeout is to interrupt. So a slow machine does not make another fault of it.
 */
final class LateTimeouts extends ScheduledThreadPoolExecutor {
  private static final long BETWEEN_LOOKS_MILLIS = 5;

  private final BooleanSupplier ready;

  /**
   * Creates a scheduler.
   *
   * @param ready must not hold the call
   */
  LateTimeouts(BooleanSupplier ready) {
    super(1, LateTimeouts::thread);
    this.ready = ready;
  }

  @Override
  protected <V> RunnableScheduledFuture<V> decorateTask(
      Runnable runnable, RunnableScheduledFuture<V> task) {
    return new Late<>(task);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "late-timeouts");
    thread.setDaemon(true);
    return thread;
  }

  /** A task that is due when its time has come and the fault can happen. */
  private final class Late<V> implements RunnableScheduledFuture<V> {
    private final RunnableScheduledFuture<V> task;

    Late(RunnableScheduledFuture<V> task) {
      this.task = task;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      long delay = task.getDelay(unit);
      return delay > 0 || ready.getAsBoolean()
          ? delay
          : unit.convert(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return other instanceof Late<?> late
          ? task.compareTo(late.task)
          : Long.compare(task.getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }

    @Override
    public boolean isPeriodic() {
      return task.isPeriodic();
    }

    @Override
    public void run() {
      task.run();
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
      LateTimeouts.this.remove(this);
      return task.cancel(mayInterrupt);
    }

    @Override
    public boolean isCancelled() {
      return task.isCancelled();
    }

    @Override
    public boolean isDone() {
      return task.isDone();
    }

    @Override
    public V get() throws InterruptedException, ExecutionException {
      return task.get();
    }

    @Override
    public V get(long timeout, TimeUnit unit)
        throws InterruptedException, ExecutionException, TimeoutException {
      return task.get(timeout, unit);
    }
  }
}
