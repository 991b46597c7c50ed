/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import org.jspecify.annotations.Nullable;

/**
 * What a callee needs to go on with the trace of a call; null where there is nothing to tell.
 *
 * @param traceParent the span, as W3C Trace Context writes it
 * @param traceState what vendors add to it
 * @param xrayHeader the span, as AWS X-Ray writes it
 * @param baggage the values that the callee may know, as W3C Baggage writes them
 * @param session the session of the program, which the callee is to take for its own
 */
public record PropagatedContext(
    @Nullable String traceParent,
    @Nullable String traceState,
    @Nullable String xrayHeader,
    @Nullable String baggage,
    @Nullable String session) {
  /** Nothing to tell. */
  public static final PropagatedContext NONE = new PropagatedContext(null, null, null, null, null);

  /** Returns this context with a session. */
  public PropagatedContext withSession(@Nullable String session) {
    return new PropagatedContext(traceParent, traceState, xrayHeader, baggage, session);
  }
}
