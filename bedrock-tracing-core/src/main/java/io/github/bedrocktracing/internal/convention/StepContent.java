/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention;

import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonText;
import io.github.bedrocktracing.internal.json.JsonWritable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in the content of steps that are no conversation. */
public final class StepContent {
  private StepContent() {}

  /** Returns what a tool was given; null for nothing. */
  public static @Nullable Object arguments(MessageContent content) {
    for (MessagePart part : parts(content.input().messages())) {
      if (part instanceof MessagePart.ToolCall call) {
        return call.arguments();
      }
    }
    return null;
  }

  /** Returns what a tool, a knowledge base or a guardrail gave back; null for nothing. */
  public static @Nullable Object result(MessageContent content) {
    for (MessagePart part : parts(content.output())) {
      if (part instanceof MessagePart.ToolCallResponse response) {
        return response.response();
      }
    }
    return null;
  }

  /** Returns what was looked for; null for nothing. */
  public static @Nullable String query(MessageContent content) {
    for (MessagePart part : parts(content.input().messages())) {
      if (part instanceof MessagePart.Text text) {
        return text.text();
      }
    }
    return null;
  }

  /** Returns a value as JSON text, except that a text stays a text; null for nothing. */
  static @Nullable String text(@Nullable Object value) {
    if (value == null || value instanceof String) {
      return (String) value;
    }
    JsonWritable json = out -> MessageSchema.value(out, value);
    return JsonText.write(json);
  }

  private static List<MessagePart> parts(List<ChatMessage> messages) {
    return messages.stream().flatMap(message -> message.parts().stream()).toList();
  }
}
