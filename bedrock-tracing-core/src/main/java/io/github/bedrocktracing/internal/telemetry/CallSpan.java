/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.ParentSpans;
import io.github.bedrocktracing.internal.convention.GenAiAttributes;
import io.github.bedrocktracing.internal.convention.InferenceAttributes;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.function.Supplier;

/**
 * The span that a call is recorded on.
 *
 * @param root whether it is the first of its trace
 */
record CallSpan(Span span, SpanUse use, boolean root, Supplier<Span> own) {
  /** Returns a span of the call's own, started by a supplier. */
  static CallSpan own(SpanUse use, Context parent, Supplier<Span> own) {
    return new CallSpan(own.get(), use, isRoot(parent), own);
  }

  /** Returns the span of another instrumentation of the SDK; an invalid one if out of reach. */
  static CallSpan neighbour(Span span, Context parent, Supplier<Span> own) {
    return new CallSpan(span, SpanUse.NEIGHBOUR, isRoot(parent), own);
  }

  /** Returns the span for a call within a context, as the user wishes. */
  static CallSpan within(
      Context parent, OperationName operation, ParentSpans wish, Supplier<Span> own) {
    Span outer = Span.fromContext(parent);
    if (wish == ParentSpans.CHILD
        || !outer.isRecording()
        || !(outer instanceof ReadableSpan readable)
        || !operation.value().equals(readable.getAttribute(GenAiAttributes.OPERATION_NAME))) {
      return own(SpanUse.OWN, parent, own);
    }
    if (wish == ParentSpans.ONCE || readable.getAttribute(InferenceAttributes.ENRICHED) != null) {
      return own(SpanUse.WITHOUT_USAGE, parent, own);
    }
    outer.setAttribute(InferenceAttributes.ENRICHED, true);
    return new CallSpan(outer, SpanUse.PARENT, !readable.getParentSpanContext().isValid(), own);
  }

  /** Returns the span to record the end on: of the call's own where its parent has ended before. */
  CallSpan atEnd() {
    boolean late =
        use == SpanUse.PARENT && span instanceof ReadableSpan readable && readable.hasEnded();
    return late ? new CallSpan(own.get(), SpanUse.OWN, false, own) : this;
  }

  /** Returns the context of what lies within the span. */
  Context in(Context parent) {
    return span.getSpanContext().isValid() ? parent.with(span) : parent;
  }

  private static boolean isRoot(Context parent) {
    return !Span.fromContext(parent).getSpanContext().isValid();
  }
}
