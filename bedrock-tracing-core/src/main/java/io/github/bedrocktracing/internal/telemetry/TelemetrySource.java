/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.internal.convention.Conventions;
import io.github.bedrocktracing.internal.convention.SpanFlavor;
import io.github.bedrocktracing.internal.convention.mlflow.MlflowFlavor;
import io.github.bedrocktracing.internal.settings.Flags;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the telemetry for the OpenTelemetry instance in force, which may change from call to call;
 * the instruments of the last instance are kept.
 */
public final class TelemetrySource {
  private final Supplier<OpenTelemetry> openTelemetry;
  private final Predicate<OpenTelemetry> mlflow;
  private final SpanReader reader;
  private volatile @Nullable Entry last;

  /**
   * Creates a source that asks for the instance at every call.
   *
   * @param mlflow tells of an instance whether its spans are for MLflow
   * @param reader reads the spans that calls are made within
   */
  public TelemetrySource(
      Supplier<OpenTelemetry> openTelemetry, Predicate<OpenTelemetry> mlflow, SpanReader reader) {
    this.reader = reader;
    this.openTelemetry = openTelemetry;
    this.mlflow = mlflow;
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
      List<SpanFlavor> flavors = mlflow.test(instance) ? List.of(new MlflowFlavor()) : List.of();
      entry = new Entry(instance, new InferenceTelemetry(instance, conventions, flavors, reader));
      last = entry;
    }
    return entry;
  }

  private record Entry(OpenTelemetry openTelemetry, InferenceTelemetry telemetry) {}
}
