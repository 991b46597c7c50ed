/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.ParentSpans;
import io.github.bedrocktracing.internal.convention.GenAiAttributes;
import io.github.bedrocktracing.internal.convention.InferenceAttributes;
import io.github.bedrocktracing.internal.inference.Completion;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.function.Supplier;

/**
 * The span that a call is recorded on.
 *
 * @param root whether it is the first of its trace
 * @param recorded whether it recorded anything when it was started or found
 */
public record CallSpan(
    Span span, SpanUse use, boolean root, boolean recorded, Supplier<Span> own, SpanReader reader) {
  private CallSpan(Span span, SpanUse use, boolean root, Supplier<Span> own, SpanReader reader) {
    this(span, use, root, span.isRecording(), own, reader);
  }

  /** Returns a span of a call's own that has been started within a context, and may be recorded. */
  static CallSpan own(Span started, boolean recorded, Context parent, SpanReader reader) {
    boolean root = !Span.fromContext(parent).getSpanContext().isValid();
    return new CallSpan(started, SpanUse.OWN, root, recorded, () -> started, reader);
  }

  /**
   * Returns the span for a call within a context.
   *
   * @param sharing whose span may take the place of the call's own
   * @param own starts a span of the call's own
   */
  static CallSpan of(
      Context parent,
      OperationName operation,
      SpanSharing sharing,
      Supplier<Span> own,
      SpanReader reader) {
    Span outer = Span.fromContext(parent);
    boolean root = !outer.getSpanContext().isValid();
    if (sharing.neighbour() != null) {
      return new CallSpan(sharing.neighbour().span(), SpanUse.NEIGHBOUR, root, own, reader);
    }
    // What the program does itself may be of the same name, as an agent that calls another.
    SpanUse use =
        WorkTelemetry.isSpanOfWork(parent)
            ? SpanUse.OWN
            : within(parent, operation, sharing.parents(), reader);
    if (use != SpanUse.PARENT) {
      return new CallSpan(own.get(), use, root, own, reader);
    }
    return new CallSpan(outer, use, reader.isRoot(outer), own, reader);
  }

  private static SpanUse within(
      Context parent, OperationName operation, ParentSpans wish, SpanReader reader) {
    if (wish == ParentSpans.CHILD) {
      return SpanUse.OWN;
    }
    Span outer = Span.fromContext(parent);
    String told = FrameworkSpans.operation(parent);
    String of = told != null ? told : reader.attribute(outer, GenAiAttributes.OPERATION_NAME);
    // One that is not sampled has been told of all the same, but one that has ended tells no more.
    boolean tells = told == null ? outer.isRecording() : !reader.hasEnded(outer);
    if (!tells || !operation.value().equals(of)) {
      return SpanUse.OWN;
    }
    return wish == ParentSpans.ENRICH && outer.isRecording() && take(outer, reader)
        ? SpanUse.PARENT
        : SpanUse.WITHOUT_USAGE;
  }

  /** Takes a parent for one call; returns false if another has it, be it at the same moment. */
  private static boolean take(Span parent, SpanReader reader) {
    synchronized (CallSpan.class) {
      if (Boolean.TRUE.equals(reader.attribute(parent, InferenceAttributes.ENRICHED))) {
        return false;
      }
      parent.setAttribute(InferenceAttributes.ENRICHED, true);
      return true;
    }
  }

  /**
   * Returns the span to record the end on: of the call's own where its parent has ended before. A
   * parent is left to the next call by one that failed and knows no tokens.
   */
  CallSpan atEnd(Completion completion) {
    if (use != SpanUse.PARENT) {
      return this;
    }
    if (reader.hasEnded(span)) {
      return new CallSpan(own.get(), SpanUse.OWN, false, own, reader);
    }
    if (completion.failure() != null && completion.response().usage().isEmpty()) {
      span.setAttribute(InferenceAttributes.ENRICHED, false);
    }
    return this;
  }

  /**
   * Returns whether the span records anything now. One of the call's own does until it is ended by
   * the call, and is not asked: the OpenTelemetry SDK takes a lock to answer.
   */
  boolean isRecording() {
    return use.isOwn() ? recorded : span.isRecording();
  }

  /** Returns the context of what lies within the span. */
  Context in(Context parent) {
    return span.getSpanContext().isValid() ? parent.with(span) : parent;
  }
}
