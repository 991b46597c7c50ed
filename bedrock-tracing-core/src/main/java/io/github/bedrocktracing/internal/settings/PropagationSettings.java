/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

import org.jspecify.annotations.Nullable;

/**
 * What the program said about telling hosted agents of the trace.
 *
 * @param wanted whether they are told; null where the program said nothing and the flag decides
 * @param session whether they are to take the program's session for theirs; null as well
 * @param xray whether they are told in the words of X-Ray; null as well
 */
public record PropagationSettings(
    @Nullable Boolean wanted, @Nullable Boolean session, @Nullable Boolean xray) {
  /** Nothing said. */
  public static final PropagationSettings UNSET = new PropagationSettings(null, null, null);

  /** Returns whether hosted agents are to take the program's session for theirs now. */
  public boolean sessionNow() {
    return session != null ? session : Flags.propagateSession();
  }

  /** Returns in which format they are told now. */
  public PropagationFormat formatNow() {
    PropagationFormat flag = Flags.propagation();
    if (wanted == null ? flag == PropagationFormat.NONE : !wanted) {
      return PropagationFormat.NONE;
    }
    boolean inWordsOfXray = xray != null ? xray : flag == PropagationFormat.XRAY;
    return inWordsOfXray ? PropagationFormat.XRAY : PropagationFormat.W3C;
  }
}
