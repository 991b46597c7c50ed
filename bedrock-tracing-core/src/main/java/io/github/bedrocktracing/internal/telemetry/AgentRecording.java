/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.internal.convention.CostConventions;
import io.github.bedrocktracing.internal.convention.SpanFlavor;
import io.github.bedrocktracing.internal.convention.StepAttributes;
import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.inference.Cost;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.RecordedContent;
import io.github.bedrocktracing.internal.inference.step.AgentLimit;
import io.github.bedrocktracing.internal.inference.step.AgentNote;
import io.github.bedrocktracing.internal.inference.step.AgentStep;
import io.github.bedrocktracing.internal.inference.step.StepKind;
import io.github.bedrocktracing.internal.inference.step.StepResult;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The span of a step of an agent's run, or of the whole run, and what lies within it. No step lies
 * outside the step that it is part of, whatever the service's clock says.
 */
public final class AgentRecording {
  /** The SDK keeps 128 events of a span; an exception's event needs room beside these. */
  static final int MAX_NOTES = 100;

  private final RunRecording run;
  private final RunClock clock;
  private final Span span;
  private final Context context;
  private final long start;

  /** Nothing within lies behind this; not known before the end. */
  private long limit = Long.MAX_VALUE;

  /** The clock of who writes what happens within; each agent may work on another host. */
  private @Nullable RunClock ownClock;

  private long lastEnd;
  private int notes;

  /**
   * Creates a recording.
   *
   * @param clock the clock of what the step lies within
   */
  AgentRecording(
      RunRecording run, RunClock clock, Span span, Context context, long startEpochNanos) {
    this.run = run;
    this.clock = clock;
    this.span = span;
    this.context = context;
    this.start = startEpochNanos;
    this.lastEnd = startEpochNanos;
  }

  /** Makes no spans, for programs that do not want them. */
  public void withoutSpans() {
    run.withoutSpans();
  }

  /** Something has come now that the service wrote at this moment. */
  public void seen(Instant eventTime) {
    if (ownClock == null) {
      ownClock = clock.ofPart();
    }
    ownClock.seen(eventTime);
  }

  /** Something of the run is not recorded, or not to its end, because there is too much of it. */
  public void dropped(AgentLimit limit) {
    run.dropped(limit);
  }

  /** Returns whether the span records anything. */
  public boolean isSampled() {
    return span.isRecording();
  }

  /** Starts the span of a step within this one. */
  public AgentRecording begin(AgentStep step) {
    long from = within(clock().at(step.times().start()), start);
    Span child = run.start(step, context, from);
    Context inner = child.getSpanContext().isValid() ? context.with(child) : context;
    return new AgentRecording(run, clock(), child, inner, from);
  }

  /** Records how a step begun with {@link #begin} ended, and ends its span in any case. */
  public void end(
      AgentStep step, RecordedContent content, @Nullable Cost cost, AgentRecording within) {
    long told = within.clock().at(step.times().end());
    long until = within.within(Math.max(told, lastEnd), start);
    limit = until;
    within.covers(until);
    try {
      if (span.isRecording()) {
        Guard.run(Problem.RECORDING, () -> recordOnSpan(step, content, cost));
        StepResult result = new StepResult(step, content, run.session(), cost);
        for (SpanFlavor flavor : run.flavors()) {
          Guard.run(Problem.RECORDING, () -> span.setAllAttributes(flavor.atEnd(result)));
        }
      }
      MessageContent onEvent = content.onEvent();
      if (onEvent != null && step.kind() instanceof StepKind.ModelCall) {
        Guard.run(
            Problem.RECORDING,
            () -> run.detailsEvent().emit(onEvent, run.eventAttributes(step), until, context));
      }
      run.count(step, cost, context);
    } finally {
      span.end(until, TimeUnit.NANOSECONDS);
    }
  }

  /** Counts what a step took whose span has ended before that was known. */
  public void count(AgentStep step, @Nullable Cost cost) {
    run.count(step, cost, context);
  }

  /** Records something that takes no time; of too many the first ones. */
  public void note(AgentNote note, RecordedContent content) {
    boolean last = note.kind() == AgentNote.Kind.FINAL_RESPONSE;
    if (!span.isRecording()) {
      return;
    }
    if (!last && notes >= MAX_NOTES) {
      run.dropped(AgentLimit.NOTES);
    } else {
      notes++;
      span.addEvent(
          StepAttributes.eventName(note),
          StepAttributes.of(note, content.onSpan()),
          within(clock().at(note.time()), start),
          TimeUnit.NANOSECONDS);
    }
  }

  /** Returns when the last step within ended, in nanoseconds since 1970. */
  long lastEnd() {
    return lastEnd;
  }

  private void recordOnSpan(AgentStep step, RecordedContent content, @Nullable Cost cost) {
    run.putEnd(span::setAttribute, step);
    MessageContent onSpan = content.onSpan();
    if (onSpan != null) {
      span.setAllAttributes(StepAttributes.content(step, onSpan));
    }
    if (cost != null) {
      span.setAttribute(CostConventions.COST, cost.total().doubleValue());
    }
    Failure failure = step.completion().failure();
    if (failure != null) {
      span.setStatus(StatusCode.ERROR, failure.description());
    }
  }

  private RunClock clock() {
    return ownClock == null ? clock : ownClock;
  }

  private void covers(long moment) {
    lastEnd = Math.max(lastEnd, moment);
  }

  /** Moves a moment between the start of this span, or a later one, and its end. */
  private long within(long moment, long notBefore) {
    long upper = Math.min(limit, clock.now());
    return Math.max(Math.max(start, notBefore), Math.min(moment, upper));
  }
}
