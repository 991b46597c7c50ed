/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.diagnostics;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The library's log: each kind of problem at WARN once in the life of the process, then at DEBUG.
 *
 * <p>The message of an exception is never logged, since it may quote a prompt or an answer. What
 * the logging framework throws goes nowhere.
 */
public final class Problems {
  private static final int FRAMES_LOGGED = 8;
  private static final int MAX_SUBJECTS = 100;
  private static final Set<Problem> REPORTED = EnumSet.noneOf(Problem.class);
  private static final Set<String> SUBJECTS = new HashSet<>();

  private Problems() {}

  /** Reports a problem. */
  public static void report(Problem problem) {
    report(problem, "");
  }

  /**
   * Reports a problem.
   *
   * @param detail what the user needs to know to mend it; must hold no content
   */
  public static void report(Problem problem, String detail) {
    Guard.quietly(
        () -> log(problem, isFirst(problem), () -> detail.isEmpty() ? "" : ": " + detail));
  }

  /**
   * Reports a problem once for each subject, at WARN for the first {@value #MAX_SUBJECTS} of all
   * and at DEBUG for further ones.
   *
   * @param subject what the problem is with; must hold no content
   */
  public static void reportEach(Problem problem, String subject) {
    Guard.quietly(() -> log(problem, isFirst(problem, subject), () -> ": " + subject));
  }

  /** Reports a problem with the place where it arose. */
  public static void report(Problem problem, Throwable cause) {
    Guard.quietly(() -> log(problem, isFirst(problem), () -> describe(cause)));
  }

  private static void log(Problem problem, boolean first, Supplier<String> detail) {
    if (first) {
      Log.LOGGER.warn("{}{} (told once; further ones at DEBUG)", problem.text(), detail.get());
    } else if (Log.LOGGER.isDebugEnabled()) {
      Log.LOGGER.debug("{}{}", problem.text(), detail.get());
    }
  }

  private static boolean isFirst(Problem problem, String subject) {
    synchronized (SUBJECTS) {
      return SUBJECTS.size() < MAX_SUBJECTS && SUBJECTS.add(problem + subject);
    }
  }

  private static boolean isFirst(Problem problem) {
    synchronized (REPORTED) {
      return REPORTED.add(problem);
    }
  }

  private static String describe(Throwable cause) {
    StringBuilder text = new StringBuilder(": ").append(cause.getClass().getName());
    StackTraceElement[] frames = cause.getStackTrace();
    for (int i = 0; i < Math.min(frames.length, FRAMES_LOGGED); i++) {
      text.append("\n    at ").append(frames[i]);
    }
    return text.toString();
  }

  /** The logger, looked up when it is first needed. */
  private static final class Log {
    static final Logger LOGGER = LoggerFactory.getLogger("io.github.bedrocktracing");
  }
}
