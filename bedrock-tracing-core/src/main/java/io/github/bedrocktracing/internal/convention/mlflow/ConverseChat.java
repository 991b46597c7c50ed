/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import java.util.List;

/** What MLflow's Chat tab can show of inputs and outputs in the shape of Converse. */
final class ConverseChat {
  private ConverseChat() {}

  /**
   * Returns whether the Chat tab shows the whole of a conversation. It leaves out system
   * instructions, reasoning, documents and further answers, shows the bytes of an image as text,
   * and nothing at all where one side has no message.
   */
  static boolean renders(MessageContent content) {
    List<ChatMessage> input = content.input().messages();
    return content.input().systemInstructions().isEmpty()
        && !input.isEmpty()
        && input.stream().allMatch(ConverseChat::renders)
        && content.output().size() == 1
        && renders(content.output().get(0));
  }

  /**
   * Returns whether the pages show the conversation in its order when inputs and outputs have
   * Converse's shape. Where they cannot read that, they put whatever the user ever said on one side
   * and all answers, those of earlier turns too, on the other.
   */
  static boolean keepsOrder(MessageContent content) {
    return renders(content)
        || content.input().messages().stream()
            .allMatch(message -> message.role().equals(ChatMessage.USER));
  }

  private static boolean renders(ChatMessage message) {
    List<MessagePart> parts = message.parts();
    boolean result = parts.stream().anyMatch(MessagePart.ToolCallResponse.class::isInstance);
    // Of several results in one message only the last keeps the id of its call.
    return !parts.isEmpty()
        && (!result || parts.size() == 1)
        && parts.stream().allMatch(ConverseChat::renders);
  }

  private static boolean renders(MessagePart part) {
    if (part instanceof MessagePart.ToolCallResponse response) {
      return !(response.response() instanceof List<?>);
    }
    return part instanceof MessagePart.Text || part instanceof MessagePart.ToolCall;
  }
}
