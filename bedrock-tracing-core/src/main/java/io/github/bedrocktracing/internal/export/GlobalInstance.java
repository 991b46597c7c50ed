/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;

/**
 * The OpenTelemetry that a program has registered for all. APIs before 1.57 cannot be asked for it:
 * to get it where there is none would keep the program from registering one later.
 */
final class GlobalInstance {
  private static final boolean CAN_BE_ASKED = canBeAsked();

  private GlobalInstance() {}

  /** Returns whether there is one, or could be without its being known. */
  static boolean mayBeSet() {
    return !CAN_BE_ASKED || GlobalOpenTelemetry.isSet();
  }

  /** Returns whether there is one that can be recorded to. */
  static boolean isSet() {
    if (!CAN_BE_ASKED) {
      Problems.report(Problem.OLD_API);
    }
    return CAN_BE_ASKED && GlobalOpenTelemetry.isSet();
  }

  /** Returns it, where there is one. */
  static OpenTelemetry get() {
    return GlobalOpenTelemetry.get();
  }

  private static boolean canBeAsked() {
    try {
      GlobalOpenTelemetry.class.getMethod("isSet");
      return true;
    } catch (NoSuchMethodException older) {
      return false;
    }
  }
}
