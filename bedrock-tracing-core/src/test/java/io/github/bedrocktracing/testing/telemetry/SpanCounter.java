/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.telemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the spans that are started and those that are ended. */
public final class SpanCounter implements SpanProcessor {
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();

  /** Returns the number of spans that were started since the last reset. */
  public int started() {
    return started.get();
  }

  /** Returns the number of spans that were ended since the last reset. */
  public int ended() {
    return ended.get();
  }

  /** Begins to count anew. */
  public void reset() {
    started.set(0);
    ended.set(0);
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    started.incrementAndGet();
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    ended.incrementAndGet();
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }
}
