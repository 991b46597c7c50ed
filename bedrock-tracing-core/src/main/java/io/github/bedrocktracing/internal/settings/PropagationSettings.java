/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

import org.jspecify.annotations.Nullable;

/**
 * What the program said about telling hosted agents and the logs of Bedrock of the trace; null
 * where it said nothing and the flags decide.
 *
 * @param wanted whether hosted agents are told
 * @param session whether they are to take the program's session for theirs
 * @param xray whether they are told in the words of X-Ray
 * @param requestMetadata whether requests for models carry it in their metadata
 */
public record PropagationSettings(
    @Nullable Boolean wanted,
    @Nullable Boolean session,
    @Nullable Boolean xray,
    @Nullable Boolean requestMetadata) {
  /** Nothing said. */
  public static final PropagationSettings UNSET = new PropagationSettings(null, null, null, null);

  /** Returns whether hosted agents are to take the program's session for theirs now. */
  public boolean sessionNow() {
    return session != null ? session : Flags.propagateSession();
  }

  /** Returns whether requests for models carry the trace in their metadata now. */
  public boolean requestMetadataNow() {
    return requestMetadata != null ? requestMetadata : Flags.requestMetadata();
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
