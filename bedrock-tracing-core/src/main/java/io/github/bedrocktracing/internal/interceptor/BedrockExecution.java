/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.diagnostics.Guard;
import io.github.bedrocktracing.internal.diagnostics.Problem;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.Completion;
import io.github.bedrocktracing.internal.inference.Cost;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.InferenceRequest;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.OperationName;
import io.github.bedrocktracing.internal.inference.RecordedContent;
import io.github.bedrocktracing.internal.inference.ServerEndpoint;
import io.github.bedrocktracing.internal.inference.SessionContext;
import io.github.bedrocktracing.internal.inference.StreamOutcome;
import io.github.bedrocktracing.internal.operation.Failures;
import io.github.bedrocktracing.internal.operation.OperationCapture;
import io.github.bedrocktracing.internal.operation.ResponseHeaders;
import io.github.bedrocktracing.internal.operation.StreamInterruption;
import io.github.bedrocktracing.internal.pricing.CallCost;
import io.github.bedrocktracing.internal.pricing.PriceList;
import io.github.bedrocktracing.internal.session.Sessions;
import io.github.bedrocktracing.internal.stream.StreamAccumulator;
import io.github.bedrocktracing.internal.stream.StreamCapture;
import io.github.bedrocktracing.internal.telemetry.ExecutionClock;
import io.github.bedrocktracing.internal.telemetry.InferenceRecording;
import io.github.bedrocktracing.internal.telemetry.InferenceTelemetry;
import io.opentelemetry.context.Context;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
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

  private final Object owner;
  private final InferenceTelemetry telemetry;
  private final OperationCapture capture;
  private final ContentGate contentGate;
  private final PriceList prices;
  private final Context parent = Context.current();
  private final ExecutionClock clock = ExecutionClock.startingNow();

  private @Nullable InferenceRecording recording;
  private @Nullable SdkRequest request;
  private @Nullable CaptureLimits contentLimits;
  private @Nullable StreamCapture stream;
  private @Nullable SdkHttpResponse httpResponse;
  private int attempts;
  private boolean ended;

  /**
   * Creates an execution that begins now, in the context that is current now.
   *
   * @param owner the interceptor that traces it
   */
  BedrockExecution(
      Object owner,
      InferenceTelemetry telemetry,
      OperationCapture capture,
      ContentGate contentGate,
      PriceList prices) {
    this.owner = owner;
    this.telemetry = telemetry;
    this.capture = capture;
    this.contentGate = contentGate;
    this.prices = prices;
  }

  /** Returns whether an interceptor is the one that traces this execution. */
  boolean isOwnedBy(Object interceptor) {
    return owner == interceptor;
  }

  /** Returns the interceptor that traces this execution. */
  Object owner() {
    return owner;
  }

  /** An attempt is about to be sent. */
  synchronized void attemptStarts(SdkRequest request, ServerEndpoint endpoint) {
    attempts++;
    stream = null;
    httpResponse = null;
    if (!ended) {
      ensureStarted(request, endpoint);
    }
  }

  /** The status and the headers of an attempt's response have come. */
  synchronized void responseStarts(SdkHttpResponse response) {
    httpResponse = response;
  }

  /** Returns the publisher to use in place of a successful attempt's body. */
  synchronized Publisher<ByteBuffer> tap(Publisher<ByteBuffer> body) {
    StreamAccumulator accumulator = capture.newStreamAccumulator(contentLimits);
    InferenceRecording started = recording;
    if (ended || accumulator == null || started == null) {
      return body;
    }
    StreamCapture tapped =
        new StreamCapture(accumulator, started::chunk, this::interrupted, clock::nanoTime);
    stream = tapped;
    return tapped.tap(body);
  }

  /** The caller has got the result. */
  synchronized void succeeded(SdkRequest request, SdkResponse response) {
    if (!ended) {
      InferenceRecording started = ensureStarted(request, UNKNOWN_ENDPOINT);
      end(started, clock.nanoTime(), response, null);
    }
  }

  /** The caller has got an exception. */
  synchronized void failed(SdkRequest request, Throwable exception) {
    if (!ended) {
      InferenceRecording started = ensureStarted(request, UNKNOWN_ENDPOINT);
      end(started, clock.nanoTime(), null, Failures.of(exception));
    }
  }

  /** The connection failed under the stream; for some reasons the SDK gives no other signal. */
  private void interrupted(StreamCapture interruptedStream, Throwable error) {
    long now = clock.nanoTime();
    switch (StreamInterruption.of(error)) {
      case CANCELLED -> endInterrupted(interruptedStream, now, null);
      case TIMED_OUT -> endInterrupted(interruptedStream, now, Failures.timeout(error));
      case ATTEMPT_TIMED_OUT -> {}
      case UNKNOWN ->
          CompletableFuture.delayedExecutor(SDK_SILENCE_SECONDS, TimeUnit.SECONDS)
              .execute(
                  () ->
                      Guard.run(
                          Problem.STREAM, () -> endInterrupted(interruptedStream, now, null)));
    }
  }

  private synchronized void endInterrupted(
      StreamCapture interruptedStream, long now, @Nullable Failure failure) {
    InferenceRecording started = recording;
    if (!ended && started != null && stream == interruptedStream) {
      end(started, now, null, failure);
    }
  }

  private void end(
      InferenceRecording started,
      long now,
      @Nullable SdkResponse response,
      @Nullable Failure failure) {
    ended = true;
    // A response that cannot be read must not keep the span from ending.
    Completion completion =
        Guard.get(
            Problem.BODY,
            () -> completion(response, failure),
            new Completion(InferenceResponse.builder().build(), null, failure, null, 0, null));
    RecordedContent content =
        Guard.get(Problem.BODY, () -> content(completion, started), RecordedContent.NONE);
    Cost cost =
        Guard.get(
                Problem.COST,
                () -> CallCost.of(prices, started.request(), completion),
                Optional.<Cost>empty())
            .orElse(null);
    started.end(completion, content, cost, now);
    request = null;
    stream = null;
    httpResponse = null;
  }

  private RecordedContent content(Completion completion, InferenceRecording started) {
    CaptureLimits limits = contentLimits;
    SdkRequest sent = request;
    return limits == null || sent == null
        ? RecordedContent.NONE
        : contentGate.release(
            capture.inputContent(sent, limits),
            completion.response().outputMessages(),
            completion.failure(),
            started.isSampled());
  }

  private InferenceRecording ensureStarted(SdkRequest request, ServerEndpoint endpoint) {
    InferenceRecording started = recording;
    if (started == null) {
      InferenceRequest inference =
          Guard.get(
              Problem.BODY,
              () -> capture.request(request),
              InferenceRequest.builder(OperationName.CHAT).build());
      SessionContext session =
          Guard.get(Problem.CONTEXT, () -> Sessions.of(parent), SessionContext.NONE);
      started = telemetry.start(inference, endpoint, session, parent, clock);
      recording = started;
      contentLimits = contentGate.captureLimits(started.isSampled());
      this.request = contentLimits == null ? null : request;
    }
    return started;
  }

  private Completion completion(@Nullable SdkResponse response, @Nullable Failure thrown) {
    InferenceResponse.Builder result;
    StreamOutcome outcome = null;
    Failure failure = thrown;
    Long firstChunk = null;
    StreamCapture streamed = stream;
    if (streamed != null) {
      outcome = thrown == null ? streamed.outcome() : StreamOutcome.FAILED;
      if (outcome == StreamOutcome.TRUNCATED) {
        failure = Failures.truncated();
      }
      firstChunk = streamed.firstChunkNanos();
      result = streamed.close();
    } else {
      result =
          response == null
              ? InferenceResponse.builder()
              : capture.response(response, contentLimits);
    }
    String requestId = null;
    SdkHttpResponse http = httpResponse;
    if (http != null) {
      ResponseHeaders.read(http, result);
      requestId = ResponseHeaders.requestId(http);
    }
    return new Completion(
        result.build(),
        outcome,
        failure,
        requestId,
        Math.max(0, attempts - 1),
        firstChunk == null ? null : (Double) clock.secondsUntil(firstChunk));
  }
}
