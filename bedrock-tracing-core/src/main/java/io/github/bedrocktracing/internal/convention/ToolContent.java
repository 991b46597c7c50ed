/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;

/** Gives what a tool takes and gives its names, as JSON text, except that a text stays a text. */
final class ToolContent {
  private static final AttributeKey<String> TOOL_CALL_ARGUMENTS =
      AttributeKey.stringKey("gen_ai.tool.call.arguments");
  private static final AttributeKey<String> TOOL_CALL_RESULT =
      AttributeKey.stringKey("gen_ai.tool.call.result");

  private ToolContent() {}

  static Attributes asText(MessageContent content) {
    AttributesBuilder attributes = Attributes.builder();
    putParts(attributes, content.input().messages());
    putParts(attributes, content.output());
    return attributes.build();
  }

  private static void putParts(AttributesBuilder attributes, List<ChatMessage> messages) {
    for (ChatMessage message : messages) {
      for (MessagePart part : message.parts()) {
        if (part instanceof MessagePart.ToolCall call) {
          attributes.put(TOOL_CALL_ARGUMENTS, StepContent.text(call.arguments()));
        } else if (part instanceof MessagePart.ToolCallResponse response) {
          attributes.put(TOOL_CALL_RESULT, StepContent.text(response.response()));
        }
      }
    }
  }
}
