/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.internal.convention.Conventions;
import io.github.bedrocktracing.internal.settings.Flags;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the telemetry for the OpenTelemetry instance in force, which may change from call to call;
 * the instruments of the last instance are kept.
 */
public final class TelemetrySource {
  private final Supplier<OpenTelemetry> openTelemetry;
  private volatile @Nullable Entry last;

  /** Creates a source that asks for the instance at every call. */
  public TelemetrySource(Supplier<OpenTelemetry> openTelemetry) {
    this.openTelemetry = openTelemetry;
  }

  /** Returns the telemetry for a call that is made now. */
  public InferenceTelemetry current() {
    return entry().telemetry;
  }

  /** Returns the telemetry for work of the program's own that begins now. */
  public WorkTelemetry currentWork() {
    return entry().telemetry.work();
  }

  private Entry entry() {
    OpenTelemetry instance = openTelemetry.get();
    Entry entry = last;
    if (entry == null || entry.openTelemetry != instance) {
      Conventions conventions =
          Flags.latestGenAiConventions() ? Conventions.LATEST : Conventions.RELEASED;
      entry = new Entry(instance, new InferenceTelemetry(instance, conventions, List.of()));
      last = entry;
    }
    return entry;
  }

  private record Entry(OpenTelemetry openTelemetry, InferenceTelemetry telemetry) {}
}
