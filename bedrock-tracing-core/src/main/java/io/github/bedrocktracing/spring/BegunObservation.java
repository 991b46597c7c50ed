/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.spring;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * An observation that a thread has begun and not made current, which is how observations of streams
 * are begun just before the stream is asked for.
 *
 * <p>Whatever else Micrometer does on the thread ends that: another observation that begins, or a
 * scope that opens or closes.
 */
final class BegunObservation {
  private static final ThreadLocal<@Nullable Reference<BegunObservation>> LAST =
      new ThreadLocal<>();

  private final Observation.ContextView observation;
  private volatile boolean stopped;
  private @Nullable Reference<Object> call;

  private BegunObservation(Observation.ContextView observation) {
    this.observation = observation;
  }

  /** Returns what this thread has begun and not made current; null for nothing. */
  static Observation.@Nullable ContextView last() {
    Reference<BegunObservation> last = LAST.get();
    BegunObservation begun = last == null ? null : last.get();
    return begun == null || begun.stopped ? null : begun.observation;
  }

  /** Takes the observation for a call, unless it was taken for another. */
  synchronized boolean takeFor(Object asking) {
    if (call == null) {
      call = new WeakReference<>(asking);
    }
    return call.refersTo(asking);
  }

  /** Notes what observations do on each thread. */
  static final class Noting implements ObservationHandler<Observation.Context> {
    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }

    @Override
    public void onStart(Observation.Context context) {
      BegunObservation begun = new BegunObservation(context);
      // Kept by the observation alone, which may hold a prompt.
      context.put(BegunObservation.class, begun);
      LAST.set(new WeakReference<>(begun));
    }

    @Override
    public void onScopeOpened(Observation.Context context) {
      forget();
    }

    @Override
    public void onScopeClosed(Observation.Context context) {
      forget();
    }

    @Override
    public void onScopeReset(Observation.Context context) {
      forget();
    }

    @Override
    public void onStop(Observation.Context context) {
      BegunObservation begun = context.get(BegunObservation.class);
      if (begun != null) {
        begun.stopped = true;
      }
    }

    private static void forget() {
      if (LAST.get() != null) {
        LAST.remove();
      }
    }
  }
}
