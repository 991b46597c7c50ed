/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.export;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the OpenTelemetry instance in force: the one given by the user, else the global one if one
 * is registered, else the library's own if it was asked for one, else one that does nothing.
 */
public final class OpenTelemetrySource implements Supplier<OpenTelemetry>, AutoCloseable {
  private final @Nullable OpenTelemetry given;
  private volatile @Nullable OpenTelemetrySdk own;

  /** Creates a source; null stands for no instance given. */
  public OpenTelemetrySource(@Nullable OpenTelemetry given) {
    this.given = given;
  }

  /** Makes the library's own SDK if no other instance is there now. */
  public synchronized void ensureAvailable() {
    if (given == null && own == null && !GlobalOpenTelemetry.isSet()) {
      own = OwnOpenTelemetry.create().orElse(null);
    }
  }

  /** Returns whether there is an instance now that may record something. */
  public boolean isAvailable() {
    return given != null || own != null || GlobalOpenTelemetry.isSet();
  }

  /** Returns the instance in force now. */
  @Override
  public OpenTelemetry get() {
    if (given != null) {
      return given;
    }
    if (GlobalOpenTelemetry.isSet()) {
      return GlobalOpenTelemetry.get();
    }
    OpenTelemetry made = own;
    return made == null ? OpenTelemetry.noop() : made;
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
}
