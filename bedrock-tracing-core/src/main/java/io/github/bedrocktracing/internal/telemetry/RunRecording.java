/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.internal.convention.AttributeSink;
import io.github.bedrocktracing.internal.convention.InferenceAttributes;
import io.github.bedrocktracing.internal.convention.MetricAttributes;
import io.github.bedrocktracing.internal.convention.SessionAttributes;
import io.github.bedrocktracing.internal.convention.SpanFlavor;
import io.github.bedrocktracing.internal.convention.StepAttributes;
import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import io.github.bedrocktracing.internal.inference.Caller;
import io.github.bedrocktracing.internal.inference.Cost;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.ServerEndpoint;
import io.github.bedrocktracing.internal.inference.SessionContext;
import io.github.bedrocktracing.internal.inference.step.AgentLimit;
import io.github.bedrocktracing.internal.inference.step.AgentStep;
import io.github.bedrocktracing.internal.inference.step.StepKind;
import io.github.bedrocktracing.internal.telemetry.metrics.CallMetricAttributes;
import io.github.bedrocktracing.internal.telemetry.metrics.CallMetrics;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes the spans of the steps of one run, and counts what its model calls took. */
final class RunRecording {
  /** Of a run that has more steps the first ones have spans. */
  static final int MAX_SPANS = 1000;

  private final InferenceInstruments instruments;
  private final SessionContext session;
  private final RunClock clock;
  private final Caller caller;
  private final CallMetricAttributes metricAttributes = new CallMetricAttributes();
  private boolean withSpans = true;
  private int spans;
  private final Map<AgentLimit, Long> dropped = new EnumMap<>(AgentLimit.class);

  /**
   * Creates the recording of a run without steps yet.
   *
   * @param caller whose the model calls of the steps are
   */
  RunRecording(
      InferenceInstruments instruments, SessionContext session, RunClock clock, Caller caller) {
    this.instruments = instruments;
    this.session = session;
    this.clock = clock;
    this.caller = caller;
  }

  RunClock clock() {
    return clock;
  }

  List<SpanFlavor> flavors() {
    return instruments.flavors();
  }

  SessionContext session() {
    return session;
  }

  DetailsEvent detailsEvent() {
    return instruments.details();
  }

  void withoutSpans() {
    withSpans = false;
  }

  /** Returns of what there was too much, and how often. */
  synchronized Map<AgentLimit, Long> dropped() {
    return dropped.isEmpty() ? Map.of() : Map.copyOf(dropped);
  }

  /** Counts what is not recorded because there is too much of it, and says so the first time. */
  void dropped(AgentLimit limit) {
    boolean first;
    synchronized (this) {
      first = dropped.merge(limit, 1L, Long::sum) == 1;
    }
    if (first) {
      Problems.report(Problem.AGENT_LIMIT, limit.text());
    }
  }

  /** Returns a span for a step; one that records nothing where it is not to have one. */
  Span start(AgentStep step, Context parent, long startNanos) {
    if (!withSpans || !reserve()) {
      return Span.getInvalid();
    }
    SpanBuilder builder =
        instruments
            .tracer()
            .spanBuilder(InferenceAttributes.spanName(step.request().operation(), step.request()))
            // The service makes these calls, not the program.
            .setSpanKind(SpanKind.INTERNAL)
            .setParent(parent)
            .setStartTimestamp(startNanos, TimeUnit.NANOSECONDS);
    InferenceAttributes.putStart(builder::setAttribute, step.request(), ServerEndpoint.UNKNOWN);
    SessionAttributes.put(builder::setAttribute, session);
    return builder.startSpan();
  }

  /** Puts on a span what a step's end says, but for its content. */
  void putEnd(AttributeSink attributes, AgentStep step) {
    instruments.attributes().putRequest(attributes, step.request(), ServerEndpoint.UNKNOWN);
    instruments.attributes().putEnd(attributes, step.completion());
    StepAttributes.put(attributes, step);
  }

  /** Returns what the event with the content of a model call says beside it. */
  Attributes eventAttributes(AgentStep step) {
    AttributesBuilder attributes = Attributes.builder();
    InferenceAttributes.putStart(attributes::put, step.request(), ServerEndpoint.UNKNOWN);
    SessionAttributes.put(attributes::put, session);
    putEnd(attributes::put, step);
    return attributes.build();
  }

  /**
   * Counts what nothing else counts: the tokens and the cost of a model call, and what guardrails
   * did to an agent that is not the one that was called.
   */
  void count(AgentStep step, @Nullable Cost cost, Context context) {
    CallMetrics metrics = instruments.metrics();
    InferenceResponse response = step.completion().response();
    if (step.kind() instanceof StepKind.ModelCall) {
      Attributes common = metricAttributes(step);
      Guard.run(
          Problem.RECORDING,
          () -> metrics.inference().tokens(OperationName.CHAT, response.usage(), common, context));
      if (cost != null) {
        Guard.run(
            Problem.RECORDING,
            () -> metrics.cost().record(cost, MetricAttributes.ofCost(common, caller), context));
      }
    } else if (response.guardrail().result() != null) {
      Guard.run(
          Problem.RECORDING,
          () ->
              metrics
                  .guardrails()
                  .record(response.guardrail().result(), metricAttributes(step), context));
    }
  }

  private Attributes metricAttributes(AgentStep step) {
    return metricAttributes.of(
        step.request(), step.completion().response(), ServerEndpoint.UNKNOWN);
  }

  private boolean reserve() {
    synchronized (this) {
      if (spans < MAX_SPANS) {
        spans++;
        return true;
      }
    }
    dropped(AgentLimit.SPANS);
    return false;
  }
}
