/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.inference.ChatMessage;
import io.github.bedrocktracing.internal.inference.MessageAssembler;
import io.github.bedrocktracing.internal.inference.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.Map;

/** Puts the message of a ConverseStream together from its events. */
final class ConverseStreamContent {
  private static final String BLOCK_INDEX = "contentBlockIndex";

  private final MessageAssembler answers;

  ConverseStreamContent(MessageAssembler answers) {
    this.answers = answers;
  }

  /** Takes an event of any type. */
  void event(String eventType, JsonObject event) {
    // A block's citations stand before its text, each kind in a place of its own.
    int place = 2 * event.integer(BLOCK_INDEX, 0);
    switch (eventType) {
      case "messageStart" -> answers.role(0, event.text("role", ChatMessage.ASSISTANT));
      case "contentBlockStart" -> {
        JsonObject tool = event.object("start").object("toolUse");
        if (!tool.isEmpty()) {
          answers.toolCall(0, place + 1, tool.text("toolUseId"), tool.text("name"));
        }
      }
      case "contentBlockDelta" -> delta(place, event.object("delta"));
      case "messageStop" -> {
        String reason = event.text("stopReason");
        if (reason != null) {
          answers.finishReason(0, reason);
        }
      }
      default -> {}
    }
  }

  private void delta(int place, JsonObject delta) {
    String text = delta.text("text");
    if (text != null) {
      answers.text(0, place + 1, text);
    }
    String reasoning = delta.object("reasoningContent").text("text");
    if (reasoning != null) {
      answers.reasoning(0, place + 1, reasoning);
    }
    if (delta.object("reasoningContent").has("redactedContent")) {
      answers.part(0, place, new MessagePart.Generic("redacted_reasoning", Map.of()), 0);
    }
    String arguments = delta.object("toolUse").text("input");
    if (arguments != null) {
      answers.toolArguments(0, place + 1, arguments);
    }
    JsonObject citation = delta.object("citation");
    if (!citation.isEmpty()) {
      answers.part(
          0,
          place,
          new MessagePart.Generic("citation", Map.of("citation", citation.fields())),
          citation.fields().toString().length());
    }
  }
}
