/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Waits for the SDK to say how a call ended, and does what is to be done if it does not.
 *
 * <p>The JDK's own timer is not used: its thread lives as long as the process, and holds the class
 * loader of whoever was the first to use it. This one's ends when there is nothing to wait for.
 */
final class SilenceTimer {
  /** How long the SDK may stay silent, in seconds. */
  static final long SECONDS = 5;

  private static final ScheduledThreadPoolExecutor TIMER =
      new ScheduledThreadPoolExecutor(1, SilenceTimer::newThread);

  static {
    TIMER.setKeepAliveTime(1, TimeUnit.SECONDS);
    TIMER.allowCoreThreadTimeOut(true);
  }

  private SilenceTimer() {}

  /** Runs an end in some seconds, on a thread that nobody else waits for. */
  static void after(Runnable end) {
    plan(() -> aside(end));
  }

  /** Runs in some seconds what takes no time, on the timer's own thread. */
  @SuppressWarnings("FutureReturnValueIgnored") // What is run is guarded, and nobody waits for it.
  static void plan(Runnable quick) {
    TIMER.schedule(quick, SECONDS, TimeUnit.SECONDS);
  }

  /** Runs an end now, on a thread that nobody else waits for. */
  @SuppressWarnings("FutureReturnValueIgnored") // Ends are guarded, and nobody waits for them.
  static void aside(Runnable end) {
    CompletableFuture.runAsync(end);
  }

  private static Thread newThread(Runnable work) {
    // What its starter has in inheritable locals is none of its own to hold.
    Thread thread = new Thread(null, work, "bedrock-tracing-silence", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    return thread;
  }
}
