/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.BinaryContent;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.message.ToolDefinition;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.ConverseBlocks;
import java.util.ArrayList;
import java.util.List;

/** Reads what a program sends to an agent, from the wire form of its request. */
public final class InvokeAgentInput {
  private InvokeAgentInput() {}

  /**
   * Returns the instruction of an agent that the request describes, the conversation before, what
   * the program's tools gave, what the user says with the files that belong to it, and tools.
   */
  public static InputContent of(JsonObject request, CaptureLimits limits) {
    JsonObject state =
        request.has("sessionState")
            ? request.object("sessionState")
            : request.object("inlineSessionState");
    List<ChatMessage> messages = new ArrayList<>();
    for (JsonObject message : state.object("conversationHistory").objects("messages")) {
      messages.add(ConverseBlocks.message(message, limits));
    }
    if (state.count("returnControlInvocationResults") > 0) {
      messages.add(ReturnedControl.results(state, limits));
    }
    List<MessagePart> said = new ArrayList<>();
    String text = request.text("inputText");
    if (text != null) {
      said.add(new MessagePart.Text(text));
    }
    state.objects("files").forEach(file -> said.add(file(file, limits)));
    if (!said.isEmpty()) {
      messages.add(new ChatMessage(ChatMessage.USER, said));
    }
    String instruction = request.text("instruction");
    return new InputContent(
        instruction == null ? List.of() : List.of(new MessagePart.Text(instruction)),
        messages,
        tools(request));
  }

  private static MessagePart file(JsonObject file, CaptureLimits limits) {
    JsonObject source = file.object("source");
    JsonObject bytes = source.object("byteContent");
    if (bytes.value("data") instanceof byte[] data) {
      return new MessagePart.Blob(
          "document", bytes.text("mediaType"), BinaryContent.of(data, limits.maxBinaryBytes()));
    }
    return new MessagePart.Uri("document", null, source.object("s3Location").text("uri", ""));
  }

  private static List<ToolDefinition> tools(JsonObject request) {
    List<ToolDefinition> tools = new ArrayList<>();
    for (JsonObject group : request.objects("actionGroups")) {
      for (JsonObject function : group.object("functionSchema").objects("functions")) {
        tools.add(
            new ToolDefinition(
                ToolDefinition.FUNCTION,
                function.text("name", ""),
                function.text("description"),
                function.value("parameters")));
      }
    }
    return tools;
  }
}
