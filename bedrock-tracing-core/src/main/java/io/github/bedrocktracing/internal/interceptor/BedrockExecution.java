/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.diagnostics.Guard;
import io.github.bedrocktracing.internal.diagnostics.Problem;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.ServerEndpoint;
import io.github.bedrocktracing.internal.inference.SessionContext;
import io.github.bedrocktracing.internal.operation.Failures;
import io.github.bedrocktracing.internal.operation.OperationCapture;
import io.github.bedrocktracing.internal.operation.StreamInterruption;
import io.github.bedrocktracing.internal.pricing.PriceList;
import io.github.bedrocktracing.internal.session.Sessions;
import io.github.bedrocktracing.internal.settings.AgentSettings;
import io.github.bedrocktracing.internal.stream.StreamAccumulator;
import io.github.bedrocktracing.internal.stream.StreamCapture;
import io.github.bedrocktracing.internal.telemetry.AgentRecording;
import io.github.bedrocktracing.internal.telemetry.ExecutionClock;
import io.github.bedrocktracing.internal.telemetry.InferenceRecording;
import io.github.bedrocktracing.internal.telemetry.InferenceTelemetry;
import io.opentelemetry.context.Context;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
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

  /**
   * How long after a failed connection the SDK may stay silent before the execution is taken as
   * cancelled, in seconds. Longer than the waits between attempts of the SDK's default strategies.
   */
  private static final long SDK_SILENCE_SECONDS = 5;

  private final TracingInterceptor owner;
  private final InferenceTelemetry telemetry;
  private final OperationCapture capture;
  private final ContentGate contentGate;
  private final PriceList prices;
  private final AgentSettings agents;
  private final Context parent = Context.current();
  private final ExecutionClock clock = ExecutionClock.startingNow();

  private @Nullable InferenceRecording recording;
  private @Nullable SdkRequest request;
  private @Nullable CaptureLimits contentLimits;
  private @Nullable SdkHttpRequest httpRequest;
  private @Nullable StreamCapture stream;
  private @Nullable SdkHttpResponse httpResponse;
  private int attempts;
  private boolean streams;
  private boolean ended;

  /** What ends the span if nothing else does before the process exits. */
  private @Nullable Runnable pendingEnd;

  /**
   * Creates an execution that begins now, in the context that is current now.
   *
   * @param owner the interceptor that traces it
   */
  BedrockExecution(
      TracingInterceptor owner,
      InferenceTelemetry telemetry,
      OperationCapture capture,
      ContentGate contentGate,
      PriceList prices,
      AgentSettings agents) {
    this.agents = agents;
    this.owner = owner;
    this.telemetry = telemetry;
    this.capture = capture;
    this.contentGate = contentGate;
    this.prices = prices;
  }

  /** Returns the interceptor that traces this execution. */
  TracingInterceptor owner() {
    return owner;
  }

  /**
   * An attempt is about to be sent. Told twice of the same one when the client has the interceptor
   * twice.
   */
  synchronized void attemptStarts(
      SdkRequest request, SdkHttpRequest attempt, ServerEndpoint endpoint) {
    if (ended || attempt == httpRequest) {
      return;
    }
    attempts++;
    httpRequest = attempt;
    if (stream != null) {
      // What the last attempt's stream still brings belongs to nobody.
      stream.close();
      stream = null;
    }
    httpResponse = null;
    pendingEnd = null;
    ensureStarted(request, endpoint);
  }

  /** The status and the headers of an attempt's response have come. */
  synchronized void responseStarts(SdkHttpResponse response) {
    if (!ended) {
      httpResponse = response;
    }
  }

  /** Returns the publisher to use in place of a successful attempt's body. */
  synchronized Publisher<ByteBuffer> tap(Publisher<ByteBuffer> body) {
    InferenceRecording started = recording;
    if (ended || started == null || stream != null) {
      return body;
    }
    StreamAccumulator accumulator =
        capture.newStreamAccumulator(contentLimits, stepRecorder(started));
    if (accumulator == null) {
      return body;
    }
    StreamCapture tapped =
        new StreamCapture(
            accumulator,
            seconds -> Guard.run(Problem.RECORDING, () -> started.chunk(seconds)),
            new StreamEndings(),
            clock::nanoTime);
    stream = tapped;
    return tapped.tap(body);
  }

  /** Returns the request to send in place of the caller's. */
  SdkRequest requestToSend(SdkRequest request) {
    return agents.enableTraceNow() ? capture.withTrace(request) : request;
  }

  private @Nullable StepRecorder stepRecorder(InferenceRecording started) {
    AgentRecording run = started.agent();
    if (run == null) {
      return null;
    }
    if (!agents.stepsNow()) {
      run.withoutSpans();
    }
    return new StepRecorder(run, contentGate, prices);
  }

  /** The caller has got the result. */
  void succeeded(SdkRequest request, SdkResponse response) {
    long now = clock.nanoTime();
    finish(takeEnding(request, null), response, null, now);
  }

  /** The caller has got an exception. */
  void failed(SdkRequest request, Throwable exception) {
    long now = clock.nanoTime();
    finish(takeEnding(request, null), null, Failures.of(exception), now);
  }

  /** Ends the span if all that is missing is the SDK's word that it is over. */
  void endIfPending() {
    Runnable end;
    synchronized (this) {
      end = pendingEnd;
    }
    if (end != null) {
      end.run();
    }
  }

  /**
   * Returns what is needed to end the span; null when it has ended, or when the stream in question
   * is not that of the present attempt. The span is ended outside the lock, as that runs code of
   * others.
   */
  private synchronized @Nullable Ending takeEnding(
      @Nullable SdkRequest requestAtEnd, @Nullable StreamCapture onlyFor) {
    if (ended || (onlyFor != null && stream != onlyFor)) {
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
    if (pendingEnd != null) {
      pendingEnd = null;
      PendingExecutions.remove(this);
    }
    Ending ending =
        new Ending(
            started,
            capture,
            contentGate,
            contentLimits,
            request,
            streams,
            stream,
            httpResponse,
            Math.max(0, attempts - 1),
            prices,
            clock);
    request = null;
    stream = null;
    httpRequest = null;
    httpResponse = null;
    return ending;
  }

  private static void finish(
      @Nullable Ending ending,
      @Nullable SdkResponse response,
      @Nullable Failure failure,
      long now) {
    if (ending != null) {
      ending.finish(response, failure, now);
    }
  }

  private void ensureStarted(SdkRequest request, ServerEndpoint endpoint) {
    if (recording != null) {
      return;
    }
    InferenceRequest inference =
        Guard.get(Problem.BODY, () -> capture.request(request), unread(request));
    streams = inference.stream();
    SessionContext session =
        Guard.get(Problem.CONTEXT, () -> Sessions.of(parent), SessionContext.NONE)
            .orOfRequest(inference.conversationId());
    InferenceRecording started = telemetry.start(inference, endpoint, session, parent, clock);
    recording = started;
    contentLimits = contentGate.captureLimits(started.isSampled());
    this.request = contentLimits == null ? null : request;
  }

  /** Returns what is known of a request that could not be read. */
  private static InferenceRequest unread(SdkRequest request) {
    return InferenceRequest.builder(OperationName.CHAT)
        .model(request.getValueForField("modelId", String.class).orElse(null))
        .build();
  }

  /** What the stream of an attempt tells of its end. */
  private final class StreamEndings implements StreamCapture.Listener {
    @Override
    public void completed(StreamCapture ofAttempt) {
      long now = clock.nanoTime();
      pend(() -> finish(takeEnding(null, ofAttempt), null, null, now));
    }

    /** The connection failed; for some reasons the SDK gives no other signal. */
    @Override
    public void failed(StreamCapture ofAttempt, Throwable error) {
      long now = clock.nanoTime();
      switch (StreamInterruption.of(error)) {
        case CANCELLED -> finish(takeEnding(null, ofAttempt), null, null, now);
        case TIMED_OUT -> finish(takeEnding(null, ofAttempt), null, Failures.of(error), now);
        case ATTEMPT_TIMED_OUT -> {}
        case UNKNOWN -> {
          Runnable end = () -> finish(takeEnding(null, ofAttempt), null, null, now);
          pend(end);
          CompletableFuture.delayedExecutor(SDK_SILENCE_SECONDS, TimeUnit.SECONDS)
              .execute(() -> Guard.run(Problem.STREAM, end));
        }
      }
    }

    private void pend(Runnable end) {
      synchronized (BedrockExecution.this) {
        if (!ended) {
          pendingEnd = end;
          PendingExecutions.add(BedrockExecution.this);
        }
      }
    }
  }
}
