/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import io.github.bedrocktracing.internal.settings.PropagationSettings;
import org.jspecify.annotations.Nullable;

/**
 * The part of a builder that says whether hosted agents are told of the trace.
 *
 * @param <B> the builder
 */
abstract class PropagationOptions<B extends PropagationOptions<B>> extends ContentOptions<B> {
  private @Nullable Boolean propagateContext;
  private @Nullable Boolean propagateSession;
  private @Nullable Boolean xrayTraceId;
  private @Nullable Boolean requestMetadata;

  PropagationOptions() {}

  /**
   * Sets whether a traced call of {@code InvokeAgentRuntime} tells the runtime of its trace, so
   * that the trace goes on in there: by {@code traceParent}, {@code traceState} and {@code baggage}
   * with the {@code session.id}, each of them only where the request leaves it open.
   *
   * @param propagateContext whether it does. Default: as {@code bedrock.tracing.propagation} says,
   *     which is {@code w3c}, {@code xray} or {@code none}; else true
   * @return this builder
   */
  public final B propagateContext(boolean propagateContext) {
    this.propagateContext = propagateContext;
    return self();
  }

  /**
   * Sets whether a traced call of {@code InvokeAgentRuntime} is made in the session of the program:
   * that of {@link BedrockSession}, else the {@code session.id} of the baggage, becomes the {@code
   * runtimeSessionId} of a request that has none. This changes what is done: under its session id
   * AgentCore keeps a machine for the runtime, and what the runtime remembers there.
   *
   * <p>The service takes ids of 33 to 256 characters. Of others, and of such as no header can hold,
   * none is sent, which the log says once.
   *
   * @param propagateSession whether it is. Default: as {@code bedrock.tracing.propagate-session}
   *     says, else false
   * @return this builder
   */
  public final B propagateSession(boolean propagateSession) {
    this.propagateSession = propagateSession;
    return self();
  }

  /**
   * Sets whether a runtime that is told of its trace is told in the words of AWS X-Ray: by {@code
   * traceId} in place of {@code traceParent} and {@code traceState}.
   *
   * @param xrayTraceId whether it is. Default: true if {@code bedrock.tracing.propagation} is
   *     {@code xray}, else false
   * @return this builder
   */
  public final B xrayTraceId(boolean xrayTraceId) {
    this.xrayTraceId = xrayTraceId;
    return self();
  }

  /**
   * Sets whether requests for models carry {@code trace_id}, {@code span_id} and {@code session_id}
   * in their {@code requestMetadata}, which Bedrock writes to its invocation logs: those of
   * Converse, ConverseStream, InvokeModel and InvokeModelWithResponseStream, where the AWS SDK has
   * that member. This changes what is sent.
   *
   * <p>Entries of the program are neither changed nor displaced: one of the same key stays, there
   * are 16 in all, and metadata that the program gives InvokeModel is not added to. A session id is
   * left out where it is longer than 256 characters or has others than letters of ASCII, digits,
   * spaces and {@code ._:/=+@-}; the ids of the trace are where it is not sampled.
   *
   * @param requestMetadata whether they do. Default: as {@code bedrock.tracing.request-metadata}
   *     says, else false
   * @return this builder
   */
  public final B requestMetadata(boolean requestMetadata) {
    this.requestMetadata = requestMetadata;
    return self();
  }

  final PropagationSettings propagationSettings() {
    return new PropagationSettings(
        propagateContext, propagateSession, xrayTraceId, requestMetadata);
  }
}
