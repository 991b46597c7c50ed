/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.ServerEndpoint;
import io.github.bedrocktracing.internal.operation.Failures;
import io.github.bedrocktracing.internal.stream.CapturedStream;
import io.github.bedrocktracing.internal.telemetry.InferenceRecording;
import io.github.bedrocktracing.internal.telemetry.OtherSpan;
import io.opentelemetry.context.Context;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * One call of a Bedrock client with all its attempts, from the caller's side.
 *
 * <p>The span is started when it is first needed, which is when the first attempt is about to be
 * sent unless the callee is told of the trace or nothing is ever sent, and carries the time at
 * which the caller made the call. It is ended once, by whichever signal comes first; signals may
 * come from different threads.
 */
final class BedrockExecution {
  private final TracingInterceptor owner;
  private final CallPlan plan;
  private final InFlight inFlight = new InFlight(this);

  private @Nullable SdkRequest request;
  private volatile @Nullable InferenceRecording recording; // Set once; read without the lock too.
  private @Nullable CaptureLimits contentLimits;
  private @Nullable Attempt attempt;
  private boolean ended;
  private long lastSeenNanos;

  /** Whether the span is being started, which the program's processors of spans are told of. */
  private boolean starting;

  /** What ends the span if the SDK says no more. */
  private @Nullable Runnable pendingEnd;

  /** Creates an execution that begins as planned. */
  BedrockExecution(TracingInterceptor owner, CallPlan plan, SdkRequest request) {
    this.owner = owner;
    this.plan = plan;
    this.lastSeenNanos = plan.clock().startNanoTime();
    this.request = request;
  }

  /** Returns the interceptor that traces this execution. */
  TracingInterceptor owner() {
    return owner;
  }

  /** Returns what is settled of the call. */
  CallPlan plan() {
    return plan;
  }

  /** Returns what ends the execution where the SDK says no more, and waits for its end. */
  InFlight inFlight() {
    return inFlight;
  }

  /** An attempt is about to be sent; told twice where the client has the interceptor twice. */
  synchronized void attemptStarts(
      SdkRequest request,
      SdkHttpRequest httpRequest,
      ServerEndpoint endpoint,
      Function<Context, @Nullable OtherSpan> neighbour) {
    if (ended || (attempt != null && attempt.isOf(httpRequest))) {
      return;
    }
    pendingEnd = null;
    inFlight.endsIfSilent(null);
    lastSeenNanos = plan.clock().nanoTime();
    boolean read = true;
    starting = true;
    try {
      InferenceRecording started = recording;
      if (started == null) {
        started = SpanStart.ifRead(plan, request, endpoint, neighbour.apply(plan.caller()));
      } else {
        SpanStart.follow(started, plan, request);
      }
      read = started != null && isRead(started, request, endpoint);
    } finally {
      // Also where no span could be started; of a call that nobody reads nothing is kept.
      attempt = read ? Attempt.after(attempt, httpRequest) : null;
      starting = false;
    }
    if (!read) {
      ended = true;
      inFlight.comes();
    }
  }

  /** Tells a recording where the request goes; one that nobody reads is over by that. */
  private boolean isRead(InferenceRecording started, SdkRequest request, ServerEndpoint endpoint) {
    // Others may have changed the request since the span was started.
    begun(started, request);
    started.reaches(endpoint);
    if (contentLimits != null || started.isRead()) {
      return true;
    }
    started.discard();
    return false;
  }

  /** The status and the headers of an attempt's response have come. */
  synchronized void responseStarts(SdkHttpResponse response) {
    if (!ended && attempt != null) {
      attempt.responseStarts(response);
      lastSeenNanos = plan.clock().nanoTime();
    }
  }

  /** Returns the recording, started for what the request has to tell of it if it may still be. */
  synchronized @Nullable InferenceRecording started(SdkRequest request) {
    return ended ? recording : ensureStarted(request);
  }

  /** Returns what to use in place of a successful attempt's body. */
  <B> B tap(B body, Object heldByTheBody, BodyTaps.Tap<B> tap) {
    InferenceRecording started = recording;
    return started == null || !started.request().hasStreamedBody()
        ? body
        : tapStreamed(started, body, heldByTheBody, tap);
  }

  private synchronized <B> B tapStreamed(
      InferenceRecording started, B body, Object heldByTheBody, BodyTaps.Tap<B> tap) {
    Attempt present = attempt;
    return ended || present == null || present.stream() != null
        ? body
        : tap.of(new BodyTaps(this, plan, present, started, contentLimits), body, heldByTheBody);
  }

  /** Returns whether another ends the span, perhaps before the caller has got the result. */
  boolean isEndedByOther(boolean streamed) {
    InferenceRecording started = recording;
    return started != null && started.isEndedByOther(streamed);
  }

  /** The caller has got the result. */
  void succeeded(SdkRequest request, SdkResponse response) {
    long now = plan.clock().nanoTime();
    inFlight.end(() -> takeEndingAtReturn(request), ending -> ending.succeed(response, now));
  }

  /** Returns whether the caller has the result that a body belongs to. */
  synchronized boolean hasReturned(CapturedStream body) {
    return attempt != null && attempt.hasReturned(body);
  }

  /** The caller has got an exception. */
  void failed(SdkRequest request, Throwable exception) {
    long now = plan.clock().nanoTime();
    end(request, null, ending -> ending.fail(ThrownFailure.of(exception), now));
  }

  /**
   * The stream of an attempt is over, and with it the execution.
   *
   * @param failure why it is; null when its own bytes tell
   */
  void streamOver(CapturedStream ofAttempt, @Nullable Failure failure, long now) {
    end(null, ofAttempt, ending -> ending.streamOver(failure, now));
  }

  /** The SDK has reported that the call has failed. */
  void failed(Failure failure, long now) {
    end(null, null, ending -> ending.fail(failure, now));
  }

  /** The stream of an attempt can no longer be read, and nobody has. */
  void streamUnread(CapturedStream ofAttempt, long now) {
    end(null, ofAttempt, ending -> ending.abandon(Failures.notConsumed(), now));
  }

  /** Sets how the execution ends if the SDK says no more after an attempt's stream is over. */
  synchronized void endsBy(CapturedStream ofAttempt, Runnable end) {
    if (!ended && attempt != null && attempt.stream() == ofAttempt) {
      pendingEnd = end;
    }
  }

  /** Returns whether anything of the call was sent, as far as it has not ended. */
  synchronized boolean isSent() {
    return attempt != null;
  }

  /** Returns whether the caller has the result and a body left to read. */
  synchronized boolean isLeftToRead() {
    return attempt != null && attempt.isLeftToRead();
  }

  /** Another interceptor traces the call in this one's place. */
  void replaced() {
    synchronized (this) {
      ended = true;
    }
    inFlight.comes();
  }

  /** Ends the span as it was about to end, else for a reason, else for what was last seen. */
  void endInSilence(@Nullable Failure reason, long now) {
    Runnable pending;
    SdkRequest unsent;
    Failure failure;
    synchronized (this) {
      if (ended) {
        return;
      }
      pending = pendingEnd;
      unsent = request;
      failure = attempt == null ? Failures.notSent() : reason != null ? reason : attempt.silence();
    }
    if (pending != null) {
      pending.run();
    }
    end(unsent, null, ending -> ending.abandon(failure, now));
  }

  /** Returns when something of the call was last seen, on its clock. */
  synchronized long lastSeen() {
    return attempt == null ? lastSeenNanos : attempt.lastSeen(lastSeenNanos);
  }

  private void end(
      @Nullable SdkRequest requestAtEnd, @Nullable CapturedStream onlyFor, Consumer<Ending> how) {
    inFlight.end(() -> takeEnding(requestAtEnd, onlyFor), how);
  }

  /** Returns what is needed to end the span; null when it ends with a body left to the caller. */
  private synchronized @Nullable Ending takeEndingAtReturn(SdkRequest request) {
    return !ended && attempt != null && attempt.returns() ? null : takeEnding(request, null);
  }

  /**
   * Returns what is needed to end the span, once; null when it is not to be ended by this, as by a
   * stream that is not that of the present attempt.
   */
  private synchronized @Nullable Ending takeEnding(
      @Nullable SdkRequest requestAtEnd, @Nullable CapturedStream onlyFor) {
    // A processor of the program's, told that the span starts, may want it ended: too early.
    if (ended
        || starting
        || (onlyFor != null && (attempt == null || attempt.stream() != onlyFor))) {
      return null;
    }
    InferenceRecording started = recording;
    if (started == null) {
      if (requestAtEnd == null) {
        return null;
      }
      // Also for a span that cannot be started, or it would be tried again by the next signal.
      ended = true;
      started = ensureStarted(requestAtEnd);
    }
    ended = true;
    Ending ending = Ending.of(plan, started, contentLimits, request, attempt);
    pendingEnd = null;
    request = null;
    attempt = null;
    return ending;
  }

  private InferenceRecording ensureStarted(SdkRequest request) {
    InferenceRecording started = recording;
    if (started == null) {
      starting = true;
      try {
        started = SpanStart.span(plan, request, ServerEndpoint.UNKNOWN, null);
      } finally {
        starting = false;
      }
      begun(started, request);
    }
    return started;
  }

  private void begun(InferenceRecording started, SdkRequest request) {
    recording = started;
    contentLimits = plan.contentGate().captureLimits(started.isSampled());
    this.request = contentLimits == null ? null : request;
  }
}
