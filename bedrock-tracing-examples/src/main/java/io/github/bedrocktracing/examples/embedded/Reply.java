/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.examples.embedded;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scripted model says, in no particular wire format.
 *
 * @param pieces the text, cut where a stream cuts it
 * @param toolCall the tool call that ends the answer, if any
 * @param usage the tokens counted
 */
record Reply(List<String> pieces, @Nullable ToolCall toolCall, Usage usage) {
  /** Returns the text in one piece. */
  String text() {
    return String.join("", pieces);
  }

  /** Returns why the model stopped, in the words that Converse and Claude share. */
  String stopReason() {
    return toolCall == null ? "end_turn" : "tool_use";
  }
}
