/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.autolog;

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

  /** Switches tracing on with what a supplier gives at each call. */
  public static void enable(Supplier<TracingConfiguration> configuration) {
    said = new Switch(configuration);
  }

  /** Switches tracing on with the configuration of a program that has none of its own. */
  public static void enableDefault() {
    enable(() -> Default.TRACING.withOwnSdk());
  }

  /** Switches tracing off; calls in flight are still recorded to their end. */
  public static void disable() {
    said = new Switch(null);
  }

  /** Returns whether the interceptors of the service files trace a call that is made now. */
  public static boolean isEnabled() {
    Switch now = said;
    return Flags.enabled() && (now == null ? Flags.autolog() : now.configuration != null);
  }

  /** Returns what to trace with now; null while tracing is off. */
  public static @Nullable TracingConfiguration current() {
    Switch now = said;
    if (now == null) {
      return Flags.autolog() ? Default.TRACING.withOwnSdk() : null;
    }
    return now.configuration == null ? null : now.configuration.get();
  }

  /** The one tracing of a process that says nothing of its own, made when it is first needed. */
  private static final class Default {
    static final Tracing TRACING = Tracing.byDefault();
  }

  private record Switch(@Nullable Supplier<TracingConfiguration> configuration) {}
}
