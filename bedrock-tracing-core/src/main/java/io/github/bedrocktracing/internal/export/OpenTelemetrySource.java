/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import io.github.bedrocktracing.internal.settings.MlflowSettings;
import io.opentelemetry.api.OpenTelemetry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the OpenTelemetry instance in force: the one given by the user, else the library's own if
 * the user named an MLflow server for it, else the global one if one is registered, else the
 * library's own if it is allowed one, else one that does nothing.
 */
public final class OpenTelemetrySource implements Supplier<OpenTelemetry>, AutoCloseable {
  private final @Nullable OpenTelemetry given;
  private final MlflowSettings mlflow;
  private final Runnable beforeFlush;
  private volatile @Nullable OwnOpenTelemetry own;
  private volatile boolean closed;

  /**
   * Creates a source.
   *
   * @param given the user's instance; null for none
   * @param mlflow what the user said of MLflow
   * @param beforeFlush is run before the library's own SDK is flushed for the last time
   */
  public OpenTelemetrySource(
      @Nullable OpenTelemetry given, MlflowSettings mlflow, Runnable beforeFlush) {
    this.given = given;
    this.mlflow = mlflow;
    this.beforeFlush = beforeFlush;
  }

  /**
   * Allows the library an SDK of its own, and makes it if no other instance is there now. It is
   * tried once; where the settings do not allow an SDK, nothing is recorded.
   */
  public void allowOwn() {
    if (given == null && own == null && !closed && (prefersOwn() || !GlobalInstance.mayBeSet())) {
      makeOwn();
    }
  }

  /** Undoes {@link #close()}: the library may make an SDK of its own again. */
  public synchronized void reopen() {
    closed = false;
  }

  /** Returns whether there is an instance now that may record something. */
  public boolean isAvailable() {
    return given != null || own != null || GlobalInstance.isSet();
  }

  /** Returns the instance in force now. */
  @Override
  public OpenTelemetry get() {
    if (given != null) {
      return given;
    }
    OwnOpenTelemetry made = own;
    if (GlobalInstance.isSet() && (made == null || !prefersOwn())) {
      return GlobalInstance.get();
    }
    return made == null ? OpenTelemetry.noop() : made.get();
  }

  /** Returns whether the spans of an instance carry MLflow's attributes. */
  public boolean isForMlflow(OpenTelemetry instance) {
    OwnOpenTelemetry made = own;
    return mlflow.attributesNow(made != null && made.isForMlflow() && made.get() == instance);
  }

  /** Returns in words which instance is in force now, without making one. */
  public String describe() {
    OwnOpenTelemetry made = own;
    if (given != null) {
      return "the OpenTelemetry that the program gave";
    }
    if (GlobalInstance.isSet() && (made == null || !prefersOwn())) {
      return "the global OpenTelemetry";
    }
    if (made != null) {
      return made.describe();
    }
    return closed ? "nothing, since it was shut down" : "nothing yet; the next call decides";
  }

  /** Sends what the library's own SDK has recorded; waits for a bounded time. */
  public void flush() {
    OwnOpenTelemetry made = own;
    if (made != null) {
      made.flush();
    }
  }

  /** Flushes and shuts down the library's own SDK, and nothing else; waits for a bounded time. */
  @Override
  public void close() {
    OwnOpenTelemetry made;
    synchronized (this) {
      made = own;
      own = null;
      closed = true;
    }
    if (made != null) {
      made.close();
    }
  }

  private synchronized void makeOwn() {
    if (own == null && !closed) {
      own = OwnOpenTelemetry.create(mlflow.destinationNow(), beforeFlush);
    }
  }

  private boolean prefersOwn() {
    return mlflow.destination() != null;
  }
}
