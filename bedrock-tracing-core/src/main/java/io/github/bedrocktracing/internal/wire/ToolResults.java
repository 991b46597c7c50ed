/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.wire;

import io.github.bedrocktracing.internal.inference.message.MessagePart;
import java.util.List;

/** Results of tools that are made of several pieces. */
public final class ToolResults {
  private ToolResults() {}

  /** Returns the one text or JSON value that the pieces are, or else the pieces. */
  public static Object simplest(List<MessagePart> pieces) {
    if (pieces.size() == 1) {
      if (pieces.get(0) instanceof MessagePart.Text only) {
        return only.text();
      }
      if (pieces.get(0) instanceof MessagePart.Generic only && only.type().equals("json")) {
        Object json = only.fields().get("json");
        return json == null ? pieces : json;
      }
    }
    return pieces;
  }
}
