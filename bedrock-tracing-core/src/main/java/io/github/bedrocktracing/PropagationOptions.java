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

  final PropagationSettings propagationSettings() {
    return new PropagationSettings(propagateContext);
  }
}
