/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.internal.convention.InferenceAttributes;
import io.github.bedrocktracing.internal.inference.Failure;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a span says of a failure: its status, and an event where there was an exception. */
final class SpanFailure {
  private static final String EXCEPTION_EVENT = "exception";

  private SpanFailure() {}

  /**
   * Puts a failure on a span.
   *
   * @param exceptionMessage the message of the exception; null when it is not to be recorded
   * @param epochNanos when it failed
   */
  static void put(Span span, Failure failure, @Nullable String exceptionMessage, long epochNanos) {
    span.setStatus(StatusCode.ERROR, failure.description());
    if (failure.exceptionType() != null) {
      span.addEvent(
          EXCEPTION_EVENT,
          InferenceAttributes.ofException(failure, exceptionMessage),
          epochNanos,
          TimeUnit.NANOSECONDS);
    }
  }
}
