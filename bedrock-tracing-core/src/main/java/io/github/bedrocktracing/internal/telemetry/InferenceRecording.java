/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.internal.convention.ContentAttributes;
import io.github.bedrocktracing.internal.convention.CostConventions;
import io.github.bedrocktracing.internal.convention.InferenceAttributes;
import io.github.bedrocktracing.internal.convention.MetricAttributes;
import io.github.bedrocktracing.internal.convention.SessionAttributes;
import io.github.bedrocktracing.internal.convention.SpanFlavor;
import io.github.bedrocktracing.internal.convention.StepAttributes;
import io.github.bedrocktracing.internal.diagnostics.Guard;
import io.github.bedrocktracing.internal.diagnostics.Problem;
import io.github.bedrocktracing.internal.inference.Completion;
import io.github.bedrocktracing.internal.inference.Cost;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResult;
import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.PropagatedContext;
import io.github.bedrocktracing.internal.inference.RecordedContent;
import io.github.bedrocktracing.internal.inference.ServerEndpoint;
import io.github.bedrocktracing.internal.inference.SessionContext;
import io.github.bedrocktracing.internal.inference.StreamedEvent;
import io.github.bedrocktracing.internal.settings.PropagationFormat;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The span and the metrics of one execution, from its start to its end. */
public final class InferenceRecording {
  static final String EXCEPTION_EVENT = "exception";

  private final InferenceInstruments instruments;
  private final Span span;
  private final Context context;
  private final ExecutionClock clock;
  private final InferenceRequest request;
  private volatile ServerEndpoint endpoint;
  private final SessionContext session;
  private final boolean root;

  /** Null until a chunk is recorded: most calls have none. */
  private volatile @Nullable Attributes requestMetricAttributes;

  private @Nullable RunRecording run;
  private @Nullable AgentRecording agent;

  /**
   * Creates the recording of an execution whose span has been started.
   *
   * @param context the context of what lies within the span
   * @param root whether the span has no parent
   */
  InferenceRecording(
      InferenceInstruments instruments,
      Span span,
      Context context,
      ExecutionClock clock,
      InferenceRequest request,
      ServerEndpoint endpoint,
      SessionContext session,
      boolean root) {
    this.instruments = instruments;
    this.span = span;
    this.context = context;
    this.clock = clock;
    this.request = request;
    this.endpoint = endpoint;
    this.session = session;
    this.root = root;
  }

  /** Gives the recording what makes the spans of a run's steps. */
  void run(RunRecording steps) {
    run = steps;
    agent = new AgentRecording(steps, steps.clock(), span, context, clock.startEpochNanos());
  }

  /** Returns what records the steps of an agent's run; null for other operations. */
  public @Nullable AgentRecording agent() {
    return agent;
  }

  /** The execution is over, and its end about to be recorded: no step is later than this. */
  public void endsAt(long nanoTime) {
    if (run != null) {
      run.clock().endsAt(clock.epochNanos(nanoTime));
    }
  }

  /** Records the time between one chunk and the next. */
  public void chunk(double secondsSincePrevious) {
    Attributes attributes = requestMetricAttributes;
    if (attributes == null) {
      attributes = MetricAttributes.ofRequest(request, endpoint);
      requestMetricAttributes = attributes;
    }
    instruments.metrics().timePerOutputChunk(secondsSincePrevious, attributes, context);
  }

  /** Records where the request goes, of a span that was started before that was known. */
  public void reaches(ServerEndpoint server) {
    if (endpoint.host() == null && server.host() != null) {
      endpoint = server;
      requestMetricAttributes = null;
      span.setAllAttributes(InferenceAttributes.ofServer(server));
      instruments.attributes().putRequest(SpanSinks.of(span), request, server);
    }
  }

  /** Returns what a callee needs to go on with the trace as a child of this span. */
  public PropagatedContext propagated(PropagationFormat format) {
    return ContextHeaders.of(context, session, format);
  }

  /** Returns what was asked. */
  public InferenceRequest request() {
    return request;
  }

  /** Returns whether the span records anything. */
  public boolean isSampled() {
    return span.isRecording();
  }

  /** Returns whether what happens in the execution goes to any span or metric. */
  public boolean isRead() {
    return span.isRecording() || instruments.areMetricsRead();
  }

  /** Ends the span of an execution that nobody reads. */
  public void discard() {
    span.end();
  }

  /**
   * Records how the execution ended, and ends the span. The span ends even when something else
   * cannot be recorded.
   *
   * @param nanoTime when it ended, on the execution's clock
   */
  public void end(
      Completion completion, RecordedContent content, @Nullable Cost cost, long nanoTime) {
    try {
      if (span.isRecording()) {
        Guard.run(Problem.RECORDING, () -> recordOnSpan(completion, content, nanoTime));
        if (cost != null) {
          span.setAttribute(CostConventions.COST, cost.total().doubleValue());
        }
        InferenceResult result =
            new InferenceResult(request, completion, content, sessionAt(completion), cost);
        for (SpanFlavor flavor : instruments.flavors()) {
          Guard.run(Problem.RECORDING, () -> span.setAllAttributes(flavor.atEnd(result, root)));
        }
      }
      MessageContent eventContent = content.onEvent();
      if (eventContent != null) {
        Guard.run(Problem.RECORDING, () -> emitEvent(completion, eventContent, nanoTime));
      }
      Guard.run(Problem.RECORDING, () -> recordMetrics(completion, cost, nanoTime));
      Guard.run(Problem.RECORDING, () -> instruments.self().record(context));
    } finally {
      long now = clock.epochNanos(nanoTime);
      span.end(agent == null ? now : Math.max(now, agent.lastEnd()), TimeUnit.NANOSECONDS);
    }
  }

  private void recordOnSpan(Completion completion, RecordedContent content, long nanoTime) {
    instruments.attributes().putEnd(SpanSinks.of(span), completion);
    if (run != null) {
      run.dropped().forEach((limit, count) -> span.setAttribute(StepAttributes.of(limit), count));
    }
    span.setAllAttributes(SessionAttributes.of(sessionAt(completion)));
    MessageContent spanContent = content.onSpan();
    if (spanContent != null) {
      span.setAllAttributes(ContentAttributes.asText(request.operation(), spanContent));
    }
    for (StreamedEvent event : content.streamedEvents()) {
      span.addEvent(
          event.name(),
          ContentAttributes.ofStreamedEvent(event),
          clock.epochNanos(event.nanoTime()),
          TimeUnit.NANOSECONDS);
    }
    OperationName operation = completion.response().operation();
    if (operation != null && operation != request.operation()) {
      span.updateName(InferenceAttributes.spanName(operation, request));
    }
    Failure failure = completion.failure();
    if (failure != null) {
      span.setStatus(StatusCode.ERROR, failure.description());
      if (failure.exceptionType() != null) {
        span.addEvent(
            EXCEPTION_EVENT,
            InferenceAttributes.ofException(failure, content.exceptionMessage()),
            clock.epochNanos(nanoTime),
            TimeUnit.NANOSECONDS);
      }
    }
  }

  /** Returns the session, or where nobody named one, the one that the service began. */
  private SessionContext sessionAt(Completion completion) {
    return request.conversationId() == null
        ? session.withService(completion.response().conversationId())
        : session;
  }

  private void emitEvent(Completion completion, MessageContent content, long nanoTime) {
    Attributes all =
        instruments.attributes().atStart(request, endpoint).toBuilder()
            .putAll(instruments.attributes().ofRequest(request, endpoint))
            .putAll(SessionAttributes.of(sessionAt(completion)))
            .putAll(instruments.attributes().atEnd(completion))
            .build();
    instruments.details().emit(content, all, clock.epochNanos(nanoTime), context);
  }

  private void recordMetrics(Completion completion, @Nullable Cost cost, long nanoTime) {
    Attributes common = MetricAttributes.ofResponse(request, completion.response(), endpoint);
    OperationName operation = completion.response().operation();
    OperationName recorded = operation == null ? request.operation() : operation;
    instruments
        .metrics()
        .duration(
            recorded,
            clock.secondsUntil(nanoTime),
            MetricAttributes.withFailure(common, completion.failure()),
            context);
    instruments.metrics().tokens(recorded, completion.response().usage(), common, context);
    if (cost != null) {
      instruments.cost().record(cost, common, context);
    }
    instruments.guardrails().record(completion.response().guardrail().result(), common, context);
    if (completion.secondsToFirstChunk() != null) {
      instruments.metrics().timeToFirstChunk(completion.secondsToFirstChunk(), common, context);
    }
  }
}
