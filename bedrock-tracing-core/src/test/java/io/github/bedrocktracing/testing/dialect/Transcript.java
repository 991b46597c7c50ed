/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.testing.dialect;

import io.github.bedrocktracing.internal.inference.message.BinaryContent;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.message.ToolDefinition;
import io.github.bedrocktracing.internal.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Everything that messages say, a line for each part. */
public final class Transcript {
  private Transcript() {}

  public static List<String> of(InputContent input) {
    List<String> lines = new ArrayList<>();
    for (MessagePart part : input.systemInstructions()) {
      lines.add("instruction " + text(part));
    }
    lines.addAll(of(input.messages()));
    for (ToolDefinition tool : input.tools()) {
      lines.add(
          String.format(
              "%s %s (%s) %s",
              tool.type(), tool.name(), tool.description(), JsonText.write(tool.parameters())));
    }
    return lines;
  }

  public static List<String> of(List<ChatMessage> messages) {
    List<String> lines = new ArrayList<>();
    for (ChatMessage message : messages) {
      String reason = message.finishReason() == null ? "" : " (" + message.finishReason() + ")";
      lines.add(message.role() + reason);
      message.parts().forEach(part -> lines.add("  " + text(part)));
    }
    return lines;
  }

  private static String text(MessagePart part) {
    if (part instanceof MessagePart.Text text) {
      return "text " + text.content();
    } else if (part instanceof MessagePart.Reasoning reasoning) {
      return "reasoning " + reasoning.content();
    } else if (part instanceof MessagePart.ToolCall call) {
      return "call " + call.id() + " " + call.name() + " " + json(call.arguments());
    } else if (part instanceof MessagePart.ToolCallResponse response) {
      return "result " + response.id() + " " + json(response.response());
    } else if (part instanceof MessagePart.ServerToolCall call) {
      return "server call " + call.id() + " " + call.name() + " " + json(call.call());
    } else if (part instanceof MessagePart.ServerToolCallResponse response) {
      return "server result " + response.id() + " " + json(response.response());
    } else if (part instanceof MessagePart.Blob blob) {
      BinaryContent content = blob.content();
      return String.join(
          " ",
          blob.modality(),
          blob.mimeType(),
          String.valueOf(content.size()),
          String.valueOf(content.base64()));
    } else if (part instanceof MessagePart.Uri uri) {
      return uri.modality() + " " + uri.mimeType() + " at " + uri.uri();
    } else if (part instanceof MessagePart.Generic generic) {
      return generic.type() + " " + json(generic.fields());
    }
    throw new AssertionError(part);
  }

  private static String json(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Transcript::json).collect(Collectors.joining("; ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(field -> field.getKey() + "=" + json(field.getValue()))
          .collect(Collectors.joining("; ", "{", "}"));
    }
    return value instanceof MessagePart part ? text(part) : JsonText.write(value);
  }
}
