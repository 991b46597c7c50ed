/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.autolog;

import io.github.bedrocktracing.internal.diagnostics.Guard;
import io.github.bedrocktracing.internal.diagnostics.Problem;
import io.github.bedrocktracing.internal.interceptor.TracingConfiguration;
import io.github.bedrocktracing.internal.settings.Flags;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The process-wide switch of the interceptors that the service files attach.
 *
 * <p>What the program says last holds. While it has said nothing the flag decides, at each call
 * anew.
 */
public final class Autolog {
  /** Null while the program has said nothing. */
  private static volatile @Nullable Switch said;

  private Autolog() {}

  /** Switches tracing on with a configuration that may have an SDK of the library's own. */
  public static void enable(Tracing tracing) {
    said = new Switch(() -> tracing);
  }

  /** Switches tracing on with the configuration of a program that has none of its own. */
  public static void enableDefault() {
    said = new Switch(() -> Default.TRACING);
  }

  /** Switches tracing off; calls in flight are still recorded to their end. */
  public static void disable() {
    said = new Switch(null);
  }

  /** Returns whether the interceptors of the service files trace a call that is made now. */
  public static boolean isEnabled() {
    Switch now = said;
    return Flags.enabled() && (now == null ? Flags.autolog() : now.tracing != null);
  }

  /** Returns what to trace with now; null while tracing is off. */
  public static @Nullable TracingConfiguration current() {
    Tracing tracing = tracing();
    return tracing == null ? null : tracing.withOwnSdk();
  }

  /** Makes now what the first call would have to wait for. */
  public static void prepare() {
    if (Flags.enabled()) {
      Guard.run(Problem.SDK, Autolog::current);
    }
  }

  /** Returns the tracing in force now, as it is; null while tracing is off. */
  public static @Nullable Tracing tracing() {
    Switch now = said;
    if (now == null) {
      return Flags.autolog() ? Default.TRACING : null;
    }
    return now.tracing == null ? null : now.tracing.get();
  }

  /** Returns in words whether tracing is on, and who said so. */
  public static String state() {
    Switch now = said;
    if (now == null) {
      return Flags.autolog() ? "on, by bedrock.tracing.autolog" : "off, nobody switched it on";
    }
    return now.tracing == null ? "off, by the program" : "on, by the program";
  }

  /** The one tracing of a process that says nothing of its own, made when it is first needed. */
  private static final class Default {
    static final Tracing TRACING = Tracing.byDefault();
  }

  private record Switch(@Nullable Supplier<Tracing> tracing) {}
}
