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
 * @param requestMetadata whether requests for models carry it in their metadata
 */
public record PropagationSettings(@Nullable Boolean wanted, @Nullable Boolean requestMetadata) {
  /** Nothing said. */
  public static final PropagationSettings UNSET = new PropagationSettings(null, null);

  /** Returns whether requests for models carry the trace in their metadata now. */
  public boolean requestMetadataNow() {
    return requestMetadata != null ? requestMetadata : Flags.requestMetadata();
  }

  /** Returns in which format they are told now. */
  public PropagationFormat formatNow() {
    PropagationFormat flag = Flags.propagation();
    if (wanted == null) {
      return flag == null ? PropagationFormat.W3C : flag;
    }
    if (!wanted) {
      return PropagationFormat.NONE;
    }
    return flag == PropagationFormat.XRAY ? flag : PropagationFormat.W3C;
  }
}
