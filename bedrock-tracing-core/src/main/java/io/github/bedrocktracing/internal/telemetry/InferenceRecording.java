/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.internal.convention.InferenceAttributes;
import io.github.bedrocktracing.internal.convention.SessionAttributes;
import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.inference.Caller;
import io.github.bedrocktracing.internal.inference.Completion;
import io.github.bedrocktracing.internal.inference.Cost;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResult;
import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.PropagatedContext;
import io.github.bedrocktracing.internal.inference.RecordedContent;
import io.github.bedrocktracing.internal.inference.ServerEndpoint;
import io.github.bedrocktracing.internal.inference.SessionContext;
import io.github.bedrocktracing.internal.settings.PropagationFormat;
import io.github.bedrocktracing.internal.telemetry.metrics.ChunkTimes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The span and the metrics of one execution, from its start to its end. */
public final class InferenceRecording {
  private final InferenceInstruments instruments;
  private final CallSpan callSpan;
  private final Span span;
  private final Context context;
  private final ExecutionClock clock;
  private volatile InferenceRequest request;
  private volatile ServerEndpoint endpoint;
  private final SessionContext session;

  /** Null until a chunk is recorded: most calls have none. */
  private volatile @Nullable ChunkTimes chunkTimes;

  private @Nullable RunRecording run;
  private @Nullable AgentRecording agent;

  /**
   * Creates the recording of an execution whose span has been started.
   *
   * @param context the context of what lies within the span
   */
  InferenceRecording(
      InferenceInstruments instruments,
      CallSpan callSpan,
      Context context,
      ExecutionClock clock,
      InferenceRequest request,
      ServerEndpoint endpoint,
      SessionContext session) {
    this.instruments = instruments;
    this.callSpan = callSpan;
    this.span = callSpan.span();
    this.context = context;
    this.clock = clock;
    this.request = request;
    this.endpoint = endpoint;
    this.session = session;
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
    ChunkTimes times = chunkTimes;
    if (times == null) {
      times = instruments.metrics().chunkTimes(request, endpoint, context);
      chunkTimes = times;
    }
    times.record(secondsSincePrevious);
  }

  /** Records what is sent, where another has changed it since the span was started. */
  public void sends(InferenceRequest sent) {
    request = sent;
    chunkTimes = null;
    if (callSpan.use().isOwn()) {
      span.updateName(InferenceAttributes.spanName(sent.operation(), sent));
    }
    InferenceAttributes.putStart(span::setAttribute, sent, endpoint);
    instruments.attributes().putRequest(span::setAttribute, sent, endpoint);
  }

  /** Records where the request goes, of a span that was started before that was known. */
  public void reaches(ServerEndpoint server) {
    if (endpoint.host() == null && server.host() != null) {
      endpoint = server;
      chunkTimes = null;
      span.setAllAttributes(InferenceAttributes.ofServer(server));
      instruments.attributes().putRequest(span::setAttribute, request, server);
    }
  }

  /**
   * Returns what a callee needs to go on with the trace as a child of this span.
   *
   * @param withSession whether it is to take the session for its own
   */
  public PropagatedContext propagated(PropagationFormat format, boolean withSession) {
    PropagatedContext told =
        format == PropagationFormat.NONE
            ? PropagatedContext.NONE
            : ContextHeaders.of(context, session, format);
    boolean open = withSession && request.conversationId() == null;
    return told.withSession(open ? ContextHeaders.session(session.sessionId()) : null);
  }

  /** Returns which span it is; none where nobody records the trace. */
  public Optional<SpanIdentity> identity() {
    return SpanIdentity.of(context);
  }

  /** Returns what was asked. */
  public InferenceRequest request() {
    return request;
  }

  /** Returns whether another ends the span when it has the result, or the last of a stream. */
  public boolean isEndedByOther(boolean streamed) {
    return request.hasStreamedBody() == streamed
        && (callSpan.use() == SpanUse.NEIGHBOUR || (streamed && callSpan.use() == SpanUse.PARENT));
  }

  /** Returns whether a span records the call; the program may have ended it before. */
  public boolean isSampled() {
    return callSpan.use() == SpanUse.PARENT || span.isRecording();
  }

  /** Returns whether what happens in the execution goes to any span or metric. */
  public boolean isRead() {
    return callSpan.use() == SpanUse.PARENT
        || callSpan.isRecording()
        || instruments.areMetricsRead();
  }

  /** Ends the span of an execution that nobody reads, if it is the call's own. */
  public void discard() {
    if (callSpan.use().isOwn()) {
      span.end();
    }
  }

  /**
   * Records how the execution ended, and ends the span if it is the call's own. The span ends even
   * when something else cannot be recorded.
   *
   * @param nanoTime when it ended, on the execution's clock
   */
  public void end(
      Completion completion, RecordedContent content, @Nullable Cost cost, long nanoTime) {
    CallSpan last = Guard.get(Problem.RECORDING, () -> callSpan.atEnd(completion), callSpan);
    Completion told = last.use().tellsUsage() ? completion : completion.withoutUsage();
    try {
      if (last.isRecording()) {
        onSpan(last, told, content, cost, nanoTime).record();
      }
      MessageContent eventContent = content.onEvent();
      if (eventContent != null) {
        Guard.run(Problem.RECORDING, () -> emitEvent(told, eventContent, nanoTime));
      }
      Guard.run(Problem.RECORDING, () -> count(completion, cost, nanoTime, last.use().counts()));
      Guard.run(Problem.RECORDING, () -> instruments.self().record(context));
    } finally {
      if (last.use().isOwn()) {
        long now = clock.epochNanos(nanoTime);
        last.span().end(agent == null ? now : Math.max(now, agent.lastEnd()), TimeUnit.NANOSECONDS);
      }
    }
  }

  private SpanEnd onSpan(
      CallSpan last,
      Completion completion,
      RecordedContent content,
      @Nullable Cost cost,
      long nanoTime) {
    Completion told = last.use().failsWithCall() ? completion : completion.withoutFailure();
    InferenceResult result =
        new InferenceResult(request, told, content, sessionAt(completion), cost);
    return new SpanEnd(instruments, last, run, result, clock, nanoTime);
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

  private void count(Completion completion, @Nullable Cost cost, long nanoTime, boolean whole) {
    Caller caller = WorkTelemetry.isWithinAgent(context) ? Caller.AGENT : Caller.PROGRAM;
    double seconds = clock.secondsUntil(nanoTime);
    instruments
        .metrics()
        .record(request, endpoint, completion, cost, caller, whole, seconds, context);
  }
}
