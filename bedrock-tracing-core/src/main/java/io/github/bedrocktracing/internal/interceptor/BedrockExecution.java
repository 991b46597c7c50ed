/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.diagnostics.Guard;
import io.github.bedrocktracing.internal.diagnostics.Problem;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.ServerEndpoint;
import io.github.bedrocktracing.internal.operation.Failures;
import io.github.bedrocktracing.internal.operation.OperationCapture;
import io.github.bedrocktracing.internal.pricing.PriceList;
import io.github.bedrocktracing.internal.settings.PropagationFormat;
import io.github.bedrocktracing.internal.stream.CapturedStream;
import io.github.bedrocktracing.internal.telemetry.ExecutionClock;
import io.github.bedrocktracing.internal.telemetry.InferenceRecording;
import io.opentelemetry.context.Context;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * One call of a Bedrock client with all its attempts, from the caller's side.
 *
 * <p>The span is started when the first attempt is about to be sent, so that a call that the SDK
 * drops before then leaves nothing behind, and carries the time at which the caller made the call.
 * It is ended once, by whichever signal comes first; signals may come from different threads.
 */
final class BedrockExecution {
  private static final ServerEndpoint UNKNOWN_ENDPOINT = new ServerEndpoint(null, null, null);

  private final TracingInterceptor owner;
  private final TracingConfiguration configuration;
  private final OperationCapture capture;
  private final SpanStart start;
  private final ContentGate contentGate;
  private final PriceList prices;
  private final Context parent = Context.current();
  private final ExecutionClock clock = ExecutionClock.startingNow(parent);

  private @Nullable SdkRequest request;
  private @Nullable InferenceRecording recording;
  private @Nullable CaptureLimits contentLimits;
  private @Nullable Attempt attempt;
  private int attempts;
  private boolean ended;
  private long lastSeenNanos = clock.nanoTime();

  /** What ends the span if the SDK says no more. */
  private @Nullable Runnable pendingEnd;

  /** Is run when the execution has ended, so that nothing waits for its end any longer. */
  private Runnable release = () -> {};

  /** Creates an execution that begins now, in the context that is current now. */
  BedrockExecution(
      TracingInterceptor owner,
      TracingConfiguration configuration,
      OperationCapture capture,
      SdkRequest request) {
    this.owner = owner;
    this.configuration = configuration;
    this.capture = capture;
    this.start = new SpanStart(configuration.telemetry().current(), capture, parent, clock);
    this.contentGate = new ContentGate(configuration.content());
    this.prices = Guard.get(Problem.COST, configuration.prices()::current, PriceList.EMPTY);
    this.request = request;
  }

  /** Returns the interceptor that traces this execution. */
  TracingInterceptor owner() {
    return owner;
  }

  /** Returns what this execution is traced with. */
  TracingConfiguration configuration() {
    return configuration;
  }

  /** Sets what is run when the execution has ended. */
  void onEnd(Runnable action) {
    release = action;
  }

  /** An attempt is about to be sent; told twice where the client has the interceptor twice. */
  synchronized void attemptStarts(
      SdkRequest request, SdkHttpRequest httpRequest, ServerEndpoint endpoint) {
    if (ended || (attempt != null && attempt.isOf(httpRequest))) {
      return;
    }
    if (attempt != null) {
      attempt.close();
    }
    attempts++;
    attempt = new Attempt(httpRequest);
    pendingEnd = null;
    lastSeenNanos = clock.nanoTime();
    ensureStarted(request, endpoint).reaches(endpoint);
  }

  /** The status and the headers of an attempt's response have come. */
  synchronized void responseStarts(SdkHttpResponse response) {
    if (!ended && attempt != null) {
      attempt.responseStarts(response);
      lastSeenNanos = clock.nanoTime();
    }
  }

  /** Returns the request to send in place of the caller's. */
  SdkRequest requestToSend(SdkRequest request) {
    SdkRequest asked =
        configuration.agents().enableTraceNow() ? capture.withTrace(request) : request;
    PropagationFormat format =
        capture.tellsOfTrace() ? configuration.propagation().formatNow() : PropagationFormat.NONE;
    if (format == PropagationFormat.NONE) {
      return asked;
    }
    InferenceRecording started;
    synchronized (this) {
      if (ended) {
        return asked;
      }
      started = ensureStarted(asked, UNKNOWN_ENDPOINT);
    }
    return capture.withContext(asked, started.propagated(format));
  }

  /** Returns what to use in place of a successful attempt's body. */
  synchronized <B> B tap(B body, BiFunction<BodyTaps, B, B> tap) {
    Attempt present = attempt;
    return ended || recording == null || present == null || present.stream() != null
        ? body
        : tap.apply(
            new BodyTaps(
                this, capture, clock, present, recording, contentLimits, contentGate, prices),
            body);
  }

  /** The caller has got the result. */
  void succeeded(SdkRequest request, SdkResponse response) {
    long now = clock.nanoTime();
    synchronized (this) {
      if (attempt != null && attempt.returns()) {
        return;
      }
    }
    takeEnding(request, null).ifPresent(ending -> ending.succeed(response, now));
  }

  /** Returns whether the caller has the result that a body belongs to. */
  synchronized boolean hasReturned(CapturedStream body) {
    return attempt != null && attempt.hasReturned(body);
  }

  /** The caller has got an exception. */
  void failed(SdkRequest request, Throwable exception) {
    long now = clock.nanoTime();
    takeEnding(request, null).ifPresent(ending -> ending.fail(Failures.of(exception), now));
  }

  /**
   * The stream of an attempt is over, and with it the execution.
   *
   * @param failure why it is; null when its own bytes tell
   */
  void streamOver(CapturedStream ofAttempt, @Nullable Failure failure, long now) {
    takeEnding(null, ofAttempt).ifPresent(ending -> ending.streamOver(failure, now));
  }

  /** The stream of an attempt can no longer be read, and nobody has. */
  void streamUnread(CapturedStream ofAttempt, long now) {
    takeEnding(null, ofAttempt).ifPresent(ending -> ending.abandon(Failures.notConsumed(), now));
  }

  /** Sets how the execution ends if the SDK says no more. */
  synchronized void endsBy(Runnable end) {
    if (!ended) {
      pendingEnd = end;
    }
  }

  /** The SDK has reported the call as over, after it had time to say how it ended. */
  void reportedOver(@Nullable Failure reason) {
    boolean sent;
    synchronized (this) {
      sent = attempt != null;
      if (attempt != null && attempt.isLeftToRead()) {
        return;
      }
    }
    long now = clock.nanoTime();
    if (reason != null && sent) {
      takeEnding(null, null).ifPresent(ending -> ending.fail(reason, now));
    } else {
      endInSilence(null, now);
    }
  }

  /** Nobody is left who could say how the call ended. */
  void letGo() {
    endInSilence(null, lastSeen());
  }

  /** Nobody will record what comes later. */
  void shutDown() {
    endInSilence(Failures.shutdown(), clock.nanoTime());
  }

  /** Another interceptor traces the call in this one's place. */
  void replaced() {
    synchronized (this) {
      ended = true;
    }
    release.run();
  }

  /** Ends the span as it was about to end, else for a reason, else for what was last seen. */
  private void endInSilence(@Nullable Failure reason, long now) {
    Runnable pending;
    SdkRequest unsent;
    Failure failure;
    synchronized (this) {
      pending = pendingEnd;
      unsent = request;
      failure = attempt == null ? Failures.notSent() : reason != null ? reason : attempt.silence();
    }
    if (pending != null) {
      pending.run();
      return;
    }
    takeEnding(unsent, null).ifPresent(ending -> ending.abandon(failure, now));
  }

  private synchronized long lastSeen() {
    Long chunk = attempt == null ? null : attempt.lastChunkNanos();
    return chunk == null ? lastSeenNanos : Math.max(chunk, lastSeenNanos);
  }

  /**
   * Returns what is needed to end the span, outside the lock; nothing when it has ended, or when
   * the stream in question is not that of the present attempt.
   */
  private Optional<Ending> takeEnding(
      @Nullable SdkRequest requestAtEnd, @Nullable CapturedStream onlyFor) {
    Ending ending = takeEndingLocked(requestAtEnd, onlyFor);
    if (ending != null) {
      release.run();
    }
    return Optional.ofNullable(ending);
  }

  private synchronized @Nullable Ending takeEndingLocked(
      @Nullable SdkRequest requestAtEnd, @Nullable CapturedStream onlyFor) {
    if (ended || (onlyFor != null && (attempt == null || attempt.stream() != onlyFor))) {
      return null;
    }
    if (requestAtEnd != null) {
      ensureStarted(requestAtEnd, UNKNOWN_ENDPOINT);
    }
    InferenceRecording started = recording;
    if (started == null) {
      return null;
    }
    ended = true;
    Ending ending =
        new Ending(
            started,
            capture,
            contentGate,
            contentLimits,
            request,
            attempt == null ? null : attempt.stream(),
            attempt == null ? null : attempt.response(),
            Math.max(0, attempts - 1),
            prices,
            clock);
    pendingEnd = null;
    request = null;
    attempt = null;
    return ending;
  }

  private InferenceRecording ensureStarted(SdkRequest request, ServerEndpoint endpoint) {
    InferenceRecording started = recording;
    if (started == null) {
      started = start.span(request, endpoint);
      recording = started;
      contentLimits = contentGate.captureLimits(started.isSampled());
      this.request = contentLimits == null ? null : request;
    }
    return started;
  }
}
