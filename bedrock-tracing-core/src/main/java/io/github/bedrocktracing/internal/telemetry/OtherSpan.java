/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;

/** A span that another instrumentation of the SDK makes of a call. */
public final class OtherSpan {
  private final Span span;

  private OtherSpan(Span span) {
    this.span = span;
  }

  /** Returns the span of a context. */
  public static OtherSpan in(Context context) {
    return new OtherSpan(Span.fromContext(context));
  }

  /** Returns a span that is there but cannot be reached. */
  public static OtherSpan outOfReach() {
    return new OtherSpan(Span.getInvalid());
  }

  Span span() {
    return span;
  }
}
