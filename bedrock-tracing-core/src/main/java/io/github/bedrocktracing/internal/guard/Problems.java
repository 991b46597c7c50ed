/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.guard;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
  private static final Map<Problem, LongAdder> COUNTS =
      EnumSet.allOf(Problem.class).stream()
          .collect(
              Collectors.toMap(
                  Function.identity(),
                  problem -> new LongAdder(),
                  (one, other) -> one,
                  () -> new EnumMap<>(Problem.class)));

  /** What has come up since the program began, whoever has taken the counts. */
  private static final Map<Problem, Long> TOTALS = new EnumMap<>(Problem.class);

  /** Whether there is a count to hand over; nearly always false, and cheap to ask. */
  private static volatile boolean undrained;

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

  /**
   * Hands over how often each problem came up since the last time, and forgets it.
   *
   * @param consumer takes a problem and its count; problems that did not come up are left out
   */
  public static void drainCounts(ObjLongConsumer<Problem> consumer) {
    if (!undrained) {
      return;
    }
    undrained = false;
    COUNTS.forEach(
        (problem, counter) -> {
          long count = counter.sumThenReset();
          if (count > 0) {
            consumer.accept(problem, count);
          }
        });
  }

  /** Returns how often each problem came up since the program began; none that did not. */
  public static Map<Problem, Long> totals() {
    synchronized (TOTALS) {
      return new EnumMap<>(TOTALS);
    }
  }

  private static void log(Problem problem, boolean first, Supplier<String> detail) {
    Objects.requireNonNull(COUNTS.get(problem)).increment();
    undrained = true;
    synchronized (TOTALS) {
      TOTALS.merge(problem, 1L, Long::sum);
    }
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
