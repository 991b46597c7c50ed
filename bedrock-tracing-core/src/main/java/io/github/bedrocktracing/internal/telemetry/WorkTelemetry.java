/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.internal.convention.SessionAttributes;
import io.github.bedrocktracing.internal.convention.SpanFlavor;
import io.github.bedrocktracing.internal.convention.WorkAttributes;
import io.github.bedrocktracing.internal.inference.SessionContext;
import io.github.bedrocktracing.internal.inference.Work;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes spans of the program's own work. */
public final class WorkTelemetry {
  /** The name of the agent that is at work, for the tools that it runs. */
  private static final ContextKey<String> AGENT =
      ContextKey.named("io.github.bedrocktracing.agent");

  /** The span of the innermost work, to tell it from those of frameworks. */
  private static final ContextKey<Span> SPAN = ContextKey.named("io.github.bedrocktracing.work");

  private final Tracer tracer;
  private final List<SpanFlavor> flavors;

  WorkTelemetry(Tracer tracer, List<SpanFlavor> flavors) {
    this.tracer = tracer;
    this.flavors = flavors;
  }

  /** Returns whether an agent of the program's own is at work in a context. */
  static boolean isWithinAgent(Context context) {
    return context.get(AGENT) != null;
  }

  /** Returns whether the current span of a context is one of the program's own work. */
  static boolean isSpanOfWork(Context context) {
    return context.get(SPAN) == Span.fromContext(context);
  }

  /** Starts the span of a piece of work that begins now. */
  public WorkRecording start(Work work, SessionContext session, Context parent) {
    ExecutionClock clock = ExecutionClock.startingNow(parent);
    Span span =
        tracer
            .spanBuilder(WorkAttributes.spanName(work))
            .setSpanKind(SpanKind.INTERNAL)
            .setParent(parent)
            .setStartTimestamp(clock.startEpochNanos(), TimeUnit.NANOSECONDS)
            .setAllAttributes(WorkAttributes.atStart(work, parent.get(AGENT)))
            .setAllAttributes(SessionAttributes.of(session))
            .startSpan();
    Context context = clock.storeIn(parent.with(span).with(SPAN, span));
    if (work instanceof Work.Agent) {
      context = context.with(AGENT, work.name());
    }
    return new WorkRecording(span, context, clock, work, session, flavors);
  }
}
