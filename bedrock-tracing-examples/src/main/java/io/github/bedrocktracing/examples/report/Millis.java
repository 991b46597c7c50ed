/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report;

/** Durations as whole milliseconds. */
final class Millis {
  private static final double PER_SECOND = 1e3;
  private static final double NANOS_PER_SECOND = 1e9;

  private Millis() {}

  /** Returns the duration, given in seconds, as text. */
  static String of(double seconds) {
    return Math.round(seconds * PER_SECOND) + " ms";
  }

  /** Returns the time from one moment to another, both given in nanoseconds, as text. */
  static String between(long startNanos, long endNanos) {
    return of((endNanos - startNanos) / NANOS_PER_SECOND);
  }
}
