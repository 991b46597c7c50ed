/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.openai;

import io.github.bedrocktracing.internal.dialect.body.BodyContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.message.ToolDefinition;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.ToolResults;
import java.util.ArrayList;
import java.util.List;

/** Content of {@link ChatCompletionsDialect}. */
public final class ChatCompletionsContent implements BodyContent {
  @Override
  public InputContent input(JsonObject request, CaptureLimits limits) {
    List<ChatMessage> messages = new ArrayList<>();
    for (JsonObject message : request.objects("messages")) {
      messages.add(message(message, limits));
    }
    return new InputContent(List.of(), messages, tools(request));
  }

  @Override
  public List<ChatMessage> output(JsonObject response, CaptureLimits limits) {
    return Choices.messages(response, limits);
  }

  @Override
  public void chunk(JsonObject chunk, MessageAssembler answers) {
    Choices.chunk(chunk, answers);
  }

  private static ChatMessage message(JsonObject message, CaptureLimits limits) {
    String role = message.text("role", ChatMessage.USER);
    if (role.equals(ChatMessage.TOOL)) {
      List<MessagePart> pieces = ChatParts.of(message, "content", limits);
      return new ChatMessage(
          role,
          List.of(
              new MessagePart.ToolCallResponse(
                  message.text("tool_call_id"), ToolResults.simplest(pieces))));
    }
    return new ChatMessage(role, Choices.parts(message, limits));
  }

  private static List<ToolDefinition> tools(JsonObject request) {
    List<ToolDefinition> tools = new ArrayList<>();
    for (JsonObject tool : request.objects("tools")) {
      String type = tool.text("type", ToolDefinition.FUNCTION);
      JsonObject definition = tool.has(type) ? tool.object(type) : tool;
      String name = definition.text("name");
      if (name != null) {
        tools.add(
            new ToolDefinition(
                type, name, definition.text("description"), definition.value("parameters")));
      }
    }
    return tools;
  }
}
