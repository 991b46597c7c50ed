/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

import io.github.bedrocktracing.internal.diagnostics.Problem;
import io.github.bedrocktracing.internal.diagnostics.Problems;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Settings given from outside the program: a system property, else the environment variable of the
 * same name in capitals with underscores.
 *
 * <p>They are read anew each time, so that a change of a system property works at once and nothing
 * is fixed before a process image is taken.
 */
public final class Flags {
  private static final String ENABLED = "bedrock.tracing.enabled";
  private static final String AUTOLOG = "bedrock.tracing.autolog";
  private static final String SEMCONV_OPT_IN = "otel.semconv-stability.opt-in";
  private static final String SEMCONV_OPT_IN_VARIABLE = "OTEL_SEMCONV_STABILITY_OPT_IN";
  private static final String LATEST_GEN_AI = "gen_ai_latest_experimental";

  private Flags() {}

  /** Returns whether the library may trace at all; true unless switched off. */
  public static boolean enabled() {
    return flag(ENABLED, true);
  }

  /** Returns whether tracing starts without code; false unless switched on. */
  public static boolean autolog() {
    return flag(AUTOLOG, false);
  }

  /** Returns whether the newest names of the GenAI conventions are asked for. */
  public static boolean latestGenAiConventions() {
    String optIn = text(SEMCONV_OPT_IN, SEMCONV_OPT_IN_VARIABLE);
    if (optIn != null) {
      for (String entry : optIn.split(",", -1)) {
        if (entry.trim().equals(LATEST_GEN_AI)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean flag(String property, boolean byDefault) {
    String value = text(property, property.toUpperCase(Locale.ROOT).replace('.', '_'));
    if (value == null || value.isBlank()) {
      return byDefault;
    }
    String trimmed = value.trim();
    if (trimmed.equalsIgnoreCase("true") || trimmed.equalsIgnoreCase("false")) {
      return trimmed.equalsIgnoreCase("true");
    }
    Problems.report(Problem.FLAG, property);
    return byDefault;
  }

  private static @Nullable String text(String property, String variable) {
    String value = System.getProperty(property);
    return value != null ? value : System.getenv(variable);
  }
}
