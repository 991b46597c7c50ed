/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.Completion;
import io.github.bedrocktracing.internal.inference.Cost;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.RecordedContent;
import io.github.bedrocktracing.internal.inference.StreamOutcome;
import io.github.bedrocktracing.internal.operation.Failures;
import io.github.bedrocktracing.internal.operation.ResponseHeaders;
import io.github.bedrocktracing.internal.pricing.CallCost;
import io.github.bedrocktracing.internal.stream.CapturedStream;
import io.github.bedrocktracing.internal.telemetry.InferenceRecording;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The state of an execution at its end, from which the end is recorded.
 *
 * @param contentLimits how much content is captured; null for none
 * @param request what was sent; null when its content is not wanted
 * @param stream what the last attempt's stream has shown; null when it has not begun
 * @param httpResponse the last attempt's status and headers; null when they have not come
 */
record Ending(
    CallPlan plan,
    InferenceRecording recording,
    @Nullable CaptureLimits contentLimits,
    @Nullable SdkRequest request,
    @Nullable CapturedStream stream,
    @Nullable SdkHttpResponse httpResponse,
    int retries) {

  /** Returns the state at the end of an execution's last attempt; null for none. */
  static Ending of(
      CallPlan plan,
      InferenceRecording recording,
      @Nullable CaptureLimits contentLimits,
      @Nullable SdkRequest request,
      @Nullable Attempt last) {
    return new Ending(
        plan,
        recording,
        contentLimits,
        request,
        last == null ? null : last.stream(),
        last == null ? null : last.response(),
        last == null ? 0 : last.retries());
  }

  /** Records that the caller has got the result. */
  void succeed(SdkResponse response, long now) {
    record(response, null, StreamOutcome.FAILED, now);
  }

  /** Records that the caller has got an exception. */
  void fail(Failure failure, long now) {
    record(null, failure, StreamOutcome.FAILED, now);
  }

  /**
   * Records that the stream is over.
   *
   * @param failure why it is; null when its own bytes tell
   */
  void streamOver(@Nullable Failure failure, long now) {
    record(null, failure, StreamOutcome.FAILED, now);
  }

  /** Records that nobody knows how the call ended, unless its whole answer was seen. */
  void abandon(Failure failure, long now) {
    boolean whole = stream != null && stream.outcome() == StreamOutcome.COMPLETE;
    record(null, whole ? null : failure, StreamOutcome.ABANDONED, now);
  }

  private void record(
      @Nullable SdkResponse response,
      @Nullable Failure failure,
      StreamOutcome outcomeOfFailure,
      long now) {
    recording.endsAt(now);
    // A response that cannot be read must not keep the span from ending.
    Completion completion =
        Guard.get(
                Problem.BODY,
                () -> Optional.of(completion(response, failure, outcomeOfFailure, now)),
                Optional.<Completion>empty())
            .orElseGet(() -> unread(failure));
    RecordedContent content =
        Guard.get(Problem.BODY, () -> content(completion), RecordedContent.NONE);
    Cost cost =
        Guard.get(
                Problem.COST,
                () -> CallCost.of(plan.prices(), recording.request(), completion),
                Optional.<Cost>empty())
            .orElse(null);
    recording.end(completion, content, cost, now);
  }

  private Completion unread(@Nullable Failure failure) {
    return new Completion(InferenceResponse.builder().build(), null, failure, null, retries, null);
  }

  private Completion completion(
      @Nullable SdkResponse response,
      @Nullable Failure thrown,
      StreamOutcome outcomeOfFailure,
      long now) {
    InferenceResponse.Builder result;
    StreamOutcome outcome =
        recording.request().hasStreamedBody() && thrown != null ? outcomeOfFailure : null;
    Failure failure = thrown;
    Long firstChunk = null;
    if (stream != null) {
      if (thrown == null) {
        outcome = stream.outcome();
        failure = outcome == StreamOutcome.TRUNCATED ? Failures.truncated() : stream.failure();
        // The SDK tells the caller of the time-out first, who may close the client meanwhile.
        if (outcome == StreamOutcome.TRUNCATED && plan.isOverdue(now)) {
          outcome = StreamOutcome.FAILED;
          failure = Failures.timedOut();
        }
      }
      firstChunk = stream.firstChunkNanos();
      result = stream.close();
    } else if (response != null) {
      result = plan.capture().response(response, contentLimits);
    } else {
      result = InferenceResponse.builder();
    }
    boolean whole = failure == null && (stream == null || outcome == StreamOutcome.COMPLETE);
    if (whole && recording.request().operation().isInference()) {
      result.settleFinishReasons();
    }
    if (contentLimits == null) {
      result.guardrail().dropAssessments();
    }
    String requestId = httpResponse == null ? null : ResponseHeaders.read(httpResponse, result);
    return new Completion(
        result.build(),
        outcome,
        failure,
        requestId,
        retries,
        firstChunk == null ? null : (Double) plan.clock().secondsUntil(firstChunk));
  }

  private RecordedContent content(Completion completion) {
    return contentLimits == null || request == null
        ? RecordedContent.NONE
        : plan.contentGate()
            .release(
                plan.capture().inputContent(request, contentLimits),
                completion.response(),
                completion.failure(),
                recording.isSampled());
  }
}
