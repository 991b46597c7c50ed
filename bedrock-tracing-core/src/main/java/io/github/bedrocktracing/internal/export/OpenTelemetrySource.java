/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import io.github.bedrocktracing.MlflowDestination;
import io.github.bedrocktracing.internal.settings.MlflowSettings;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the OpenTelemetry instance in force: the one given by the user, else the library's own if
 * the user named an MLflow server for it, else the global one if one is registered, else the
 * library's own if it was asked for one, else one that does nothing.
 */
public final class OpenTelemetrySource implements Supplier<OpenTelemetry>, AutoCloseable {
  private final @Nullable OpenTelemetry given;
  private final MlflowSettings mlflow;
  private volatile @Nullable OpenTelemetrySdk own;
  private volatile boolean ownForMlflow;

  /**
   * Creates a source.
   *
   * @param given the user's instance; null for none
   */
  public OpenTelemetrySource(@Nullable OpenTelemetry given, MlflowSettings mlflow) {
    this.given = given;
    this.mlflow = mlflow;
  }

  /** Makes the library's own SDK if no other instance is there now. */
  public synchronized void ensureAvailable() {
    if (given == null && own == null && (prefersOwn() || !GlobalOpenTelemetry.isSet())) {
      MlflowDestination destination = mlflow.destinationNow();
      ownForMlflow = destination != null;
      own = OwnOpenTelemetry.create(destination).orElse(null);
    }
  }

  /** Returns the instance in force now. */
  @Override
  public OpenTelemetry get() {
    if (given != null) {
      return given;
    }
    OpenTelemetry made = own;
    if (GlobalOpenTelemetry.isSet() && (made == null || !prefersOwn())) {
      return GlobalOpenTelemetry.get();
    }
    return made == null ? OpenTelemetry.noop() : made;
  }

  /** Returns whether the spans of an instance carry MLflow's attributes. */
  public boolean isForMlflow(OpenTelemetry instance) {
    return mlflow.attributesNow(ownForMlflow && instance == own);
  }

  /** Flushes and shuts down the library's own SDK, and nothing else. */
  @Override
  public synchronized void close() {
    OpenTelemetrySdk made = own;
    own = null;
    if (made != null) {
      made.close();
    }
  }

  private boolean prefersOwn() {
    return mlflow.destination() != null;
  }
}
