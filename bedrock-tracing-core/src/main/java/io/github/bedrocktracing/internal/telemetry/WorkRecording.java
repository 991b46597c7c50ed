/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.internal.convention.SpanFlavor;
import io.github.bedrocktracing.internal.convention.WorkAttributes;
import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.RecordedContent;
import io.github.bedrocktracing.internal.inference.SessionContext;
import io.github.bedrocktracing.internal.inference.Work;
import io.github.bedrocktracing.internal.inference.WorkResult;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The span of one piece of the program's own work, from its start to its end. */
public final class WorkRecording {
  private final Span span;
  private final Context context;
  private final ExecutionClock clock;
  private final Work work;
  private final SessionContext session;
  private final List<SpanFlavor> flavors;

  WorkRecording(
      Span span,
      Context context,
      ExecutionClock clock,
      Work work,
      SessionContext session,
      List<SpanFlavor> flavors) {
    this.span = span;
    this.context = context;
    this.clock = clock;
    this.work = work;
    this.session = session;
    this.flavors = flavors;
  }

  /** Returns the context in which the work is to be done. */
  public Context context() {
    return context;
  }

  /** Returns whether the span records anything. */
  public boolean isSampled() {
    return span.isRecording();
  }

  /** Returns now, for {@link #end}. */
  public long nanoTime() {
    return clock.nanoTime();
  }

  /**
   * Records how the work ended, and ends the span, even when something cannot be recorded.
   *
   * @param nanoTime when it ended, on the recording's clock
   */
  public void end(@Nullable Failure failure, RecordedContent content, long nanoTime) {
    try {
      if (span.isRecording()) {
        WorkResult result = new WorkResult(work, failure, content, session);
        Guard.run(Problem.RECORDING, () -> recordOnSpan(result, nanoTime));
        for (SpanFlavor flavor : flavors) {
          Guard.run(Problem.RECORDING, () -> span.setAllAttributes(flavor.atEnd(result)));
        }
      }
    } finally {
      span.end(clock.epochNanos(nanoTime), TimeUnit.NANOSECONDS);
    }
  }

  private void recordOnSpan(WorkResult result, long nanoTime) {
    span.setAllAttributes(WorkAttributes.atEnd(result));
    Failure failure = result.failure();
    if (failure != null) {
      SpanFailure.put(
          span, failure, result.content().exceptionMessage(), clock.epochNanos(nanoTime));
    }
  }
}
