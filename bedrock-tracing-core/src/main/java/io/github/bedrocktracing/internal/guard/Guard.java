/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.guard;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the library's own code so that no failure of it reaches the caller.
 *
 * <p>An {@link InternalError} or {@link UnknownError} of the virtual machine alone passes: the
 * process is in no state to hide it. A stack overflow does not, since the stack is free again by
 * the time it is caught, nor does an {@link OutOfMemoryError}: what could not be allocated is the
 * library's own, often no more than a thread in a container that limits their number, and the call
 * can do without.
 */
public final class Guard {
  private Guard() {}

  /** Runs an action; reports what it throws. */
  public static void run(Problem problem, Runnable action) {
    try {
      action.run();
    } catch (Throwable contained) {
      passIfFatal(contained);
      Problems.report(problem, contained);
    }
  }

  /** Throws what must not be hidden. */
  public static void passIfFatal(Throwable thrown) {
    if (thrown instanceof VirtualMachineError fatal
        && !(thrown instanceof StackOverflowError)
        && !(thrown instanceof OutOfMemoryError)) {
      throw fatal;
    }
  }

  /** Runs an action; what it throws is lost, since it is the reporting itself that failed. */
  static void quietly(Runnable action) {
    try {
      action.run();
    } catch (Throwable lost) {
      // There is nobody left to tell.
      passIfFatal(lost);
    }
  }

  /**
   * Runs code of the program and lets out unchanged what it gives or throws.
   *
   * @param observer is shown what the code throws; it must not throw itself
   */
  public static <T extends @Nullable Object, X extends Exception> T observed(
      Foreign<T, X> code, Consumer<Throwable> observer) throws X {
    try {
      return code.call();
    } catch (Throwable thrown) {
      run(Problem.RECORDING, () -> observer.accept(thrown));
      throw thrown;
    }
  }

  /** Returns what a supplier gives; reports what it throws and returns the fallback instead. */
  public static <T> T get(Problem problem, Supplier<T> supplier, T fallback) {
    try {
      return supplier.get();
    } catch (Throwable contained) {
      passIfFatal(contained);
      Problems.report(problem, contained);
      return fallback;
    }
  }

  /**
   * Returns what a function gives of something, which makes no object for the question; reports
   * what it throws and returns the fallback instead.
   */
  public static <T, R> R get(Problem problem, Function<T, R> function, T of, R fallback) {
    try {
      return function.apply(of);
    } catch (Throwable contained) {
      passIfFatal(contained);
      Problems.report(problem, contained);
      return fallback;
    }
  }

  /**
   * Runs a hook of the library's, which is no object of its own for each call; reports what it
   * throws.
   */
  public static <T, C, A> void run(
      Problem problem, Hook<T, C, A> hook, T target, C context, A attributes) {
    try {
      hook.run(target, context, attributes);
    } catch (Throwable contained) {
      passIfFatal(contained);
      Problems.report(problem, contained);
    }
  }

  /**
   * Returns what a hook of the library's gives; reports what it throws and returns the fallback.
   */
  public static <T, C, A, R> R get(
      Problem problem, Change<T, C, A, R> hook, T target, C context, A attributes, R fallback) {
    try {
      return hook.apply(target, context, attributes);
    } catch (Throwable contained) {
      passIfFatal(contained);
      Problems.report(problem, contained);
      return fallback;
    }
  }

  /** Hook that the SDK tells of something, as a method that is bound to no object. */
  @FunctionalInterface
  public interface Hook<T, C, A> {
    /** Runs the hook. */
    void run(T target, C context, A attributes);
  }

  /** Hook that gives what the SDK is to go on with, as a method that is bound to no object. */
  @FunctionalInterface
  public interface Change<T, C, A, R> {
    /** Runs the hook. */
    R apply(T target, C context, A attributes);
  }

  /**
   * Code of the program.
   *
   * @param <T> what it gives
   * @param <X> what it throws beside unchecked exceptions
   */
  @FunctionalInterface
  public interface Foreign<T extends @Nullable Object, X extends Exception> {
    /** Runs the code. */
    T call() throws X;
  }
}
