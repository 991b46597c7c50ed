/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;

/**
 * The OpenTelemetry that a program has registered for all. APIs before 1.57 cannot be asked for it:
 * to get it where there is none would keep the program from registering one later.
 */
final class GlobalInstance {
  /**
   * What OpenTelemetry's Java agent puts beside the API to answer for it. Before the agent knew
   * 1.57 it answered {@code get()} alone, and there {@code isSet()} says that there is none.
   */
  private static final List<String> AGENT_ANSWERS =
      List.of(
          "io.opentelemetry.javaagent.instrumentation.opentelemetryapi.ApplicationOpenTelemetry",
          "io.opentelemetry.javaagent.instrumentation.opentelemetryapi.v1_0"
              + ".ApplicationOpenTelemetry");

  private static final boolean IS_AGENTS =
      AGENT_ANSWERS.stream().anyMatch(GlobalInstance::isBesideTheApi);
  private static final boolean CAN_BE_ASKED = canBeAsked();

  private GlobalInstance() {}

  /** Returns whether there is one, or could be without its being known. */
  static boolean mayBeSet() {
    return IS_AGENTS || !CAN_BE_ASKED || GlobalOpenTelemetry.isSet();
  }

  /** Returns whether there is one that can be recorded to. */
  static boolean isSet() {
    if (IS_AGENTS) {
      return true;
    }
    if (!CAN_BE_ASKED) {
      Problems.report(Problem.OLD_API);
    }
    return CAN_BE_ASKED && GlobalOpenTelemetry.isSet();
  }

  /** Returns it, where there is one. */
  static OpenTelemetry get() {
    return GlobalOpenTelemetry.get();
  }

  private static boolean isBesideTheApi(String className) {
    try {
      Class.forName(className, false, GlobalOpenTelemetry.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError absent) {
      return false;
    }
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
