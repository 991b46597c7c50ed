/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.diagnostics;

import java.util.function.Supplier;

/**
 * Runs the library's own code so that no failure of it reaches the caller.
 *
 * <p>A {@link VirtualMachineError} alone passes: the process is in no state to hide it.
 */
public final class Guard {
  private Guard() {}

  /** Runs an action; reports what it throws. */
  public static void run(Problem problem, Runnable action) {
    try {
      action.run();
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable contained) {
      Problems.report(problem, contained);
    }
  }

  /** Runs an action; what it throws is lost, since it is the reporting itself that failed. */
  static void quietly(Runnable action) {
    try {
      action.run();
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable lost) {
      // There is nobody left to tell.
    }
  }

  /** Returns what a supplier gives; reports what it throws and returns the fallback instead. */
  public static <T> T get(Problem problem, Supplier<T> supplier, T fallback) {
    try {
      return supplier.get();
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable contained) {
      Problems.report(problem, contained);
      return fallback;
    }
  }
}
