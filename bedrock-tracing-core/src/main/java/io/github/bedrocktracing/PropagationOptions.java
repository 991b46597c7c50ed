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
  private @Nullable Boolean requestMetadata;

  PropagationOptions() {}

  /**
   * Sets whether a traced call of {@code InvokeAgentRuntime} tells the runtime of its trace, so
   * that the trace goes on in there: by {@code traceParent}, {@code traceState} and {@code baggage}
   * with the {@code session.id}, each of them only where the request leaves it open. With {@code
   * bedrock.tracing.propagation=xray} it is {@code traceId} in place of the first two.
   *
   * @param propagateContext whether it does. Default: as {@code bedrock.tracing.propagation} says,
   *     which is {@code w3c}, {@code xray} or {@code none}; else true
   */
  public final B propagateContext(boolean propagateContext) {
    this.propagateContext = propagateContext;
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
   */
  public final B requestMetadata(boolean requestMetadata) {
    this.requestMetadata = requestMetadata;
    return self();
  }

  final PropagationSettings propagationSettings() {
    return new PropagationSettings(propagateContext, requestMetadata);
  }
}
