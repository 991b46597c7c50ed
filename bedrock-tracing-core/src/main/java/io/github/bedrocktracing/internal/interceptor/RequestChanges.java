/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.internal.settings.PropagationFormat;
import io.github.bedrocktracing.internal.telemetry.InferenceRecording;
import io.github.bedrocktracing.internal.telemetry.SpanIdentity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;

/** What is sent otherwise than the caller says, each because the user has asked for it. */
record RequestChanges(CallPlan plan, PropagationFormat format, boolean session, boolean metadata) {
  private static final String TRACE_ID = "trace_id";
  private static final String SPAN_ID = "span_id";
  private static final String SESSION_ID = "session_id";

  /** Returns what is changed now beside what is asked for; null for nothing. */
  static @Nullable RequestChanges of(CallPlan plan) {
    PropagationFormat format = plan.propagation();
    boolean session = plan.propagatesSession();
    boolean metadata =
        plan.capture().takesMetadata() && plan.configuration().propagation().requestMetadataNow();
    return metadata || session || format != PropagationFormat.NONE
        ? new RequestChanges(plan, format, session, metadata)
        : null;
  }

  /**
   * Returns the request to send.
   *
   * @param headers tells by its name whether the caller adds a header
   * @param starts starts the span, which has to be there before the request tells of it; gives null
   *     where another makes the span
   */
  SdkRequest apply(
      SdkRequest request,
      Supplier<Predicate<String>> headers,
      Function<SdkRequest, @Nullable InferenceRecording> starts) {
    InferenceRecording started = starts.apply(request);
    boolean tells = session || format != PropagationFormat.NONE;
    SdkRequest told =
        started == null || !tells
            ? request
            : plan.capture()
                .withContext(request, started.propagated(format, session), headers.get());
    return metadata ? plan.capture().withMetadata(told, entries(started), headers.get()) : told;
  }

  /** Of a trace that nobody records there is nothing to join with. */
  private Map<String, String> entries(@Nullable InferenceRecording started) {
    Map<String, String> entries = new LinkedHashMap<>();
    if (started == null) {
      SpanIdentity.of(plan.parent()).ifPresent(parent -> entries.put(TRACE_ID, parent.traceId()));
    } else {
      started
          .identity()
          .ifPresent(
              span -> {
                entries.put(TRACE_ID, span.traceId());
                entries.put(SPAN_ID, span.spanId());
              });
    }
    String session = plan.session().sessionId();
    if (session != null) {
      entries.put(SESSION_ID, session);
    }
    return entries;
  }
}
