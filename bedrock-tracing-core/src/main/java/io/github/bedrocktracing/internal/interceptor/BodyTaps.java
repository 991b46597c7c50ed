/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.stream.BodyAccumulator;
import io.github.bedrocktracing.internal.stream.BodyCapture;
import io.github.bedrocktracing.internal.stream.StreamAccumulator;
import io.github.bedrocktracing.internal.stream.StreamCapture;
import io.github.bedrocktracing.internal.telemetry.AgentRecording;
import io.github.bedrocktracing.internal.telemetry.InferenceRecording;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Puts a tap on the body of one attempt's response.
 *
 * @param limits how much content is captured; null for none
 */
record BodyTaps(
    BedrockExecution execution,
    CallPlan plan,
    Attempt attempt,
    InferenceRecording recording,
    @Nullable CaptureLimits limits) {

  /** How a kind of body is tapped, as a method that is bound to no object. */
  interface Tap<B> {
    B of(BodyTaps taps, B body, Object heldByTheBody);
  }

  /** Returns the publisher to use in place of a successful attempt's body. */
  Publisher<ByteBuffer> tap(Publisher<ByteBuffer> body, Object heldByTheBody) {
    BodyCapture whole = newBody(new BodyEndings(execution, plan.clock(), true));
    if (whole != null) {
      return whole.tap(body, heldByTheBody);
    }
    StreamAccumulator accumulator = plan.capture().newStreamAccumulator(limits, stepRecorder());
    if (accumulator == null) {
      return body;
    }
    StreamCapture tapped =
        new StreamCapture(
            accumulator,
            recording::chunk,
            new StreamEndings(execution, plan.clock(), recording.agent() == null),
            plan.clock()::nanoTime);
    attempt.streams(tapped);
    return tapped.tap(body, heldByTheBody);
  }

  /** Returns the stream to use in place of a successful attempt's body. */
  InputStream tap(InputStream body, Object heldByTheBody) {
    BodyCapture whole = newBody(new BodyEndings(execution, plan.clock(), false));
    if (whole == null) {
      return body;
    }
    // The SDK makes of it what it would have made of the body: a stream that can be aborted.
    return AbortableInputStream.create(
        whole.tap(body, heldByTheBody),
        () -> {
          whole.aborted();
          if (body instanceof Abortable abortable) {
            abortable.abort();
          }
        });
  }

  private @Nullable StepRecorder stepRecorder() {
    AgentRecording run = recording.agent();
    if (run == null) {
      return null;
    }
    // What lies within a span that nobody records would be found without what it is part of.
    if (!plan.configuration().agents().stepsNow() || !recording.isSampled()) {
      run.withoutSpans();
    }
    return new StepRecorder(run, plan.contentGate(), plan.prices());
  }

  private @Nullable BodyCapture newBody(BodyEndings endings) {
    SdkHttpResponse head = attempt.response();
    BodyAccumulator accumulator =
        head == null ? null : plan.capture().newBodyAccumulator(head, limits);
    if (head == null || accumulator == null) {
      return null;
    }
    BodyCapture body =
        new BodyCapture(accumulator, promisedLength(head), endings, plan.clock()::nanoTime);
    attempt.streams(body);
    return body;
  }

  /** Bytes that the HTTP client unpacks are more than those that were promised. */
  private static @Nullable Long promisedLength(SdkHttpResponse head) {
    String length = head.firstMatchingHeader("Content-Length").orElse("");
    boolean packed = head.firstMatchingHeader("Content-Encoding").isPresent();
    boolean number = !length.isEmpty() && length.length() <= 18;
    for (int i = 0; i < length.length(); i++) {
      number &= length.charAt(i) >= '0' && length.charAt(i) <= '9';
    }
    return number && !packed ? (Long) Long.parseLong(length) : null;
  }
}
