/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.wire;

import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;

/** The events of a streamed answer in the Converse format. */
public final class ConverseDeltas {
  private ConverseDeltas() {}

  /** Adds what an event of any type tells. */
  public static void event(String type, JsonObject event, MessageAssembler answers) {
    switch (type) {
      case "messageStart" -> answers.role(0, event.text("role", ChatMessage.ASSISTANT));
      case "contentBlockStart" -> start(event, answers);
      case "contentBlockDelta" -> delta(event, answers);
      case "messageStop" -> answers.finishReason(0, event.text("stopReason"));
      default -> {}
    }
  }

  /** Adds what the start of a block tells. */
  private static void start(JsonObject event, MessageAssembler answers) {
    int block = block(event);
    JsonObject start = event.object("start");
    if (start.has("toolUse")) {
      JsonObject use = start.object("toolUse");
      if (ConverseBlocks.isServerTool(use)) {
        answers.serverToolCall(0, block, use.text("toolUseId"), use.text("name"));
      } else {
        answers.toolCall(0, block, use.text("toolUseId"), use.text("name"));
      }
    } else if (start.has("toolResult")) {
      JsonObject result = start.object("toolResult");
      answers.serverToolResponse(0, block, result.text("toolUseId"), result.text("type"));
    }
  }

  /** Adds what a part of a block tells. */
  private static void delta(JsonObject event, MessageAssembler answers) {
    int block = block(event);
    JsonObject delta = event.object("delta");
    String text = delta.text("text");
    if (text != null) {
      answers.text(0, block, text);
    } else if (delta.has("toolUse")) {
      Object input = delta.object("toolUse").value("input");
      answers.toolArguments(0, block, ToolArguments.fragment(input));
    } else if (delta.has("reasoningContent")) {
      reasoning(block, delta.object("reasoningContent"), answers);
    } else if (delta.has("citation")) {
      // Text may follow in the same block; a whole answer names what is cited behind the text.
      JsonObject citation = delta.object("citation");
      answers.part(0, block + 1, ConverseBlocks.citation(citation), citation.length());
    }
    for (JsonObject piece : delta.objects("toolResult")) {
      MessagePart part = ConverseBlocks.resultPiece(piece.copy(), Media.NO_BYTES);
      answers.serverToolResult(0, block, part, piece.length());
    }
  }

  private static void reasoning(int block, JsonObject content, MessageAssembler answers) {
    if (content.has("redactedContent")) {
      answers.mark(0, block, MessagePart.Generic.redactedReasoning());
      return;
    }
    String nested = content.object("reasoningText").text("text");
    String text = nested == null ? content.text("text") : nested;
    if (text != null) {
      answers.reasoning(0, block, text);
    }
  }

  /** Leaves a number free behind each block, for what it cites. */
  private static int block(JsonObject event) {
    return 2 * event.integer("contentBlockIndex", 0);
  }
}
