/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The executions that have begun and whose end is not recorded yet.
 *
 * <p>Each is here until it ends: by a signal of the SDK, when the SDK has let go of it without one,
 * when tracing is shut down, or when the process exits.
 */
public final class ExecutionsInFlight {
  /** How long the ends that other threads are recording are waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final InFlightChain IN_FLIGHT = new InFlightChain();

  private static final ExitHook EXIT_HOOK =
      new ExitHook(() -> end(execution -> true), "bedrock-tracing-in-flight");

  private ExecutionsInFlight() {}

  /**
   * Adds an execution until its end is recorded.
   *
   * @param handle must not be reachable from the execution; once it is unreachable, the execution
   *     ends
   */
  static void add(ExecutionHandle handle, BedrockExecution execution) {
    IN_FLIGHT.add(execution.inFlight());
    // Without a thread to watch or a hook at exit the call is traced all the same.
    Guard.run(Problem.HOOK, () -> EXIT_HOOK.ensureAdded());
    Guard.run(
        Problem.HOOK,
        (watched, of, none) -> of.inFlight().endsWith(watched, Watch.cleaner()),
        handle,
        execution,
        Problem.HOOK);
  }

  /** Takes away an execution whose end is recorded. */
  static void remove(InFlight execution) {
    IN_FLIGHT.remove(execution);
  }

  /** Returns those that are in flight now. */
  static List<BedrockExecution> now() {
    return IN_FLIGHT.executions();
  }

  /**
   * Ends all that are traced with a configuration, because nothing is recorded from now on, and
   * waits for a bounded time for those whose end is being recorded.
   */
  @SuppressWarnings("ReferenceEquality") // What compares records keeps their classes loaded.
  public static void endAll(TracingConfiguration configuration) {
    end(execution -> execution.plan().configuration() == configuration);
    if (IN_FLIGHT.isEmpty()) {
      EXIT_HOOK.remove();
    }
  }

  private static void end(Predicate<BedrockExecution> which) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (BedrockExecution execution : IN_FLIGHT.executions()) {
      if (which.test(execution)) {
        Guard.run(Problem.HOOK, execution.inFlight()::shutDown);
      }
    }
    for (BedrockExecution execution : IN_FLIGHT.executions()) {
      if (which.test(execution)) {
        execution.inFlight().await(deadline);
      }
    }
  }

  /** The thread that waits for handles, started with the first execution. */
  private static final class Watch {
    private static volatile @Nullable Cleaner cleaner;

    static Cleaner cleaner() {
      Cleaner present = cleaner;
      return present == null ? makeCleaner() : present;
    }

    /** What cannot be made now, for want of threads, may be at another call. */
    private static synchronized Cleaner makeCleaner() {
      Cleaner present = cleaner;
      if (present == null) {
        present = Cleaner.create();
        cleaner = present;
      }
      return present;
    }
  }
}
