/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.telemetry;

import io.github.bedrocktracing.internal.convention.SessionAttributes;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.guard.Problems;
import io.github.bedrocktracing.internal.inference.PropagatedContext;
import io.github.bedrocktracing.internal.inference.SessionContext;
import io.github.bedrocktracing.internal.settings.PropagationFormat;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes a context as headers, none of them longer than the service takes. */
final class ContextHeaders {
  private static final int MAX_TRACE_STATE = 512;
  private static final int MAX_BAGGAGE = 8192;

  /** What the service takes, of what a header holds unaltered. */
  private static final Pattern SESSION_ID = Pattern.compile("[!-~]{33,256}");

  private ContextHeaders() {}

  static PropagatedContext of(Context context, SessionContext session, PropagationFormat format) {
    SpanContext span = Span.fromContext(context).getSpanContext();
    if (!span.isValid()) {
      // There is no trace to go on with, and a request is not to be altered for nothing.
      return PropagatedContext.NONE;
    }
    Map<String, String> headers = new HashMap<>();
    if (format == PropagationFormat.W3C) {
      W3CTraceContextPropagator.getInstance().inject(context, headers, ContextHeaders::put);
    }
    return new PropagatedContext(
        headers.get("traceparent"),
        upTo(MAX_TRACE_STATE, headers.get("tracestate")),
        format == PropagationFormat.XRAY ? xray(span) : null,
        baggage(Baggage.fromContext(context), session.sessionId()),
        null);
  }

  /** Returns the session if a runtime's service can take it; null otherwise. */
  static @Nullable String session(@Nullable String session) {
    if (session == null || SESSION_ID.matcher(session).matches()) {
      return session;
    }
    Problems.report(Problem.RUNTIME_SESSION);
    return null;
  }

  /** Where the whole baggage is too long, the session alone is told. */
  private static @Nullable String baggage(Baggage current, @Nullable String sessionId) {
    String whole = header(with(sessionId, current.toBuilder()));
    return whole == null || whole.length() <= MAX_BAGGAGE
        ? whole
        : upTo(MAX_BAGGAGE, header(with(sessionId, Baggage.builder())));
  }

  private static Baggage with(@Nullable String sessionId, BaggageBuilder baggage) {
    return sessionId == null
        ? baggage.build()
        : baggage.put(SessionAttributes.SESSION_ID.getKey(), sessionId).build();
  }

  private static @Nullable String header(Baggage baggage) {
    Map<String, String> headers = new HashMap<>();
    W3CBaggagePropagator.getInstance()
        .inject(baggage.storeInContext(Context.root()), headers, ContextHeaders::put);
    return headers.get("baggage");
  }

  private static String xray(SpanContext span) {
    String trace = span.getTraceId();
    return "Root=1-"
        + trace.substring(0, 8)
        + '-'
        + trace.substring(8)
        + ";Parent="
        + span.getSpanId()
        + ";Sampled="
        + (span.isSampled() ? '1' : '0');
  }

  private static @Nullable String upTo(int length, @Nullable String header) {
    return header != null && header.length() <= length ? header : null;
  }

  private static void put(@Nullable Map<String, String> headers, String name, String value) {
    if (headers != null) {
      headers.put(name, value);
    }
  }
}
