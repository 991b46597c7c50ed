/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.internal.convention.ContentAttributes;
import io.github.bedrocktracing.internal.convention.CostConventions;
import io.github.bedrocktracing.internal.convention.InferenceAttributes;
import io.github.bedrocktracing.internal.convention.SessionAttributes;
import io.github.bedrocktracing.internal.convention.SpanFlavor;
import io.github.bedrocktracing.internal.convention.StepAttributes;
import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.inference.Completion;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResult;
import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.StreamedEvent;
import io.opentelemetry.api.trace.Span;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a span says of an execution that has ended, but for the end itself.
 *
 * @param run the run of which it is the span; null for none
 * @param nanoTime when the execution ended, on its clock
 */
record SpanEnd(
    InferenceInstruments instruments,
    CallSpan on,
    @Nullable RunRecording run,
    InferenceResult result,
    ExecutionClock clock,
    long nanoTime) {
  /** Puts on the span what can be put; nothing that cannot keeps the rest from it. */
  void record() {
    Guard.run(Problem.RECORDING, this::putAttributes);
    if (on.use().isOwn()) {
      Guard.run(Problem.RECORDING, this::settle);
    }
    if (result.cost() != null) {
      on.span().setAttribute(CostConventions.COST, result.cost().total().doubleValue());
    }
    for (SpanFlavor flavor : instruments.flavors()) {
      Guard.run(
          Problem.RECORDING, () -> on.span().setAllAttributes(flavor.atEnd(result, on.root())));
    }
  }

  private void putAttributes() {
    Span span = on.span();
    instruments.attributes().putEnd(span::setAttribute, result.completion());
    if (run != null) {
      run.dropped().forEach((limit, count) -> span.setAttribute(StepAttributes.of(limit), count));
    }
    span.setAllAttributes(SessionAttributes.of(result.session()));
    MessageContent content = result.content().onSpan();
    if (content != null) {
      span.setAllAttributes(ContentAttributes.asText(result.request().operation(), content));
    }
    for (StreamedEvent event : result.content().streamedEvents()) {
      span.addEvent(
          event.name(),
          ContentAttributes.ofStreamedEvent(event),
          clock.epochNanos(event.nanoTime()),
          TimeUnit.NANOSECONDS);
    }
  }

  /** Gives a span of the call's own its last name, its status and its exception. */
  private void settle() {
    Span own = on.span();
    Completion completion = result.completion();
    InferenceRequest request = result.request();
    OperationName operation = completion.operationOf(request);
    if (operation != request.operation()) {
      own.updateName(InferenceAttributes.spanName(operation, request));
    }
    Failure failure = completion.failure();
    if (failure != null) {
      SpanFailure.put(
          own, failure, result.content().exceptionMessage(), clock.epochNanos(nanoTime));
    }
  }
}
