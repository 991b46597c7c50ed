/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.autolog;

import io.github.bedrocktracing.internal.export.OpenTelemetrySource;
import io.github.bedrocktracing.internal.interceptor.TracingConfiguration;
import io.github.bedrocktracing.internal.settings.ContentSettings;
import io.github.bedrocktracing.internal.settings.Flags;
import io.github.bedrocktracing.internal.settings.MlflowSettings;
import io.github.bedrocktracing.internal.telemetry.TelemetrySource;
import org.jspecify.annotations.Nullable;

/** The process-wide switch of the interceptors that the service files attach. */
public final class Autolog {
  private static volatile State state = new State(Choice.NONE, null);

  private Autolog() {}

  /** Switches tracing on. */
  public static void enable(TracingConfiguration configuration) {
    state = new State(Choice.ON, configuration);
  }

  /** Switches tracing off; calls in flight are still recorded to their end. */
  public static void disable() {
    state = new State(Choice.OFF, null);
  }

  /** Returns whether a call made now would be traced. */
  public static boolean isEnabled() {
    if (!Flags.enabled()) {
      return false;
    }
    Choice choice = state.choice;
    return choice == Choice.ON || (choice == Choice.NONE && Flags.autolog());
  }

  /** Returns what to trace with now; null while tracing is off. */
  public static @Nullable TracingConfiguration current() {
    State now = state;
    if (now.choice == Choice.NONE && Flags.autolog()) {
      return enabledByFlag();
    }
    return now.configuration;
  }

  private static synchronized @Nullable TracingConfiguration enabledByFlag() {
    if (state.choice == Choice.NONE) {
      OpenTelemetrySource openTelemetry = new OpenTelemetrySource(null, MlflowSettings.UNSET);
      openTelemetry.ensureAvailable();
      enable(
          new TracingConfiguration(
              new TelemetrySource(openTelemetry, openTelemetry::isForMlflow),
              ContentSettings.UNSET));
    }
    return state.configuration;
  }

  private enum Choice {
    /** The program has not said. */
    NONE,
    ON,
    OFF
  }

  private record State(Choice choice, @Nullable TracingConfiguration configuration) {}
}
