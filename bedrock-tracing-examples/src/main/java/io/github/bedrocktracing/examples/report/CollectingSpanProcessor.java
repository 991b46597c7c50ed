/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.report;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The spans of this program, kept in memory.
 *
 * <p>A processor and not an exporter, because it also hears of spans that have only begun: that
 * lets the program wait for a stream's span, which ends on a thread of the HTTP client.
 */
public final class CollectingSpanProcessor implements SpanProcessor {
  private final List<SpanData> ended = new ArrayList<>();
  private int open;

  @Override
  public synchronized void onStart(Context parentContext, ReadWriteSpan span) {
    open++;
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public synchronized void onEnd(ReadableSpan span) {
    ended.add(span.toSpanData());
    open--;
    notifyAll();
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  /** Returns the ended spans, after waiting until none is open or the time is up. */
  public synchronized List<SpanData> awaitSpans(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (open > 0) {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    return List.copyOf(ended);
  }
}
