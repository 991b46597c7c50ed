/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.cohere;

import io.github.bedrocktracing.internal.dialect.body.BodyContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.message.ToolDefinition;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.Answers;
import io.github.bedrocktracing.internal.wire.Media;
import io.github.bedrocktracing.internal.wire.ToolArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Content of {@link CohereCommandRDialect}. */
final class CohereCommandRContent implements BodyContent {
  private static final Map<String, String> ROLES =
      Map.of(
          "USER", ChatMessage.USER,
          "CHATBOT", ChatMessage.ASSISTANT,
          "SYSTEM", ChatMessage.SYSTEM,
          "TOOL", ChatMessage.TOOL);

  private static final int TEXT = 0;
  private static final int CITATIONS = 1;
  private static final int FIRST_TOOL_CALL = 2;

  @Override
  public InputContent input(JsonObject request, CaptureLimits limits) {
    List<ChatMessage> messages = new ArrayList<>();
    for (JsonObject said : request.objects("chat_history")) {
      String role = said.text("role", ChatMessage.USER);
      List<MessagePart> parts = texts(said, "message");
      addToolCalls(parts, said);
      addToolResults(parts, said);
      messages.add(new ChatMessage(ROLES.getOrDefault(role.toUpperCase(Locale.ROOT), role), parts));
    }
    List<MessagePart> parts = texts(request, "message");
    for (JsonObject document : request.objects("documents")) {
      parts.add(new MessagePart.Generic(Media.DOCUMENT, document.without()));
    }
    List<MessagePart> results = new ArrayList<>();
    addToolResults(results, request);
    if (!parts.isEmpty()) {
      messages.add(new ChatMessage(ChatMessage.USER, parts));
    }
    if (!results.isEmpty()) {
      messages.add(new ChatMessage(ChatMessage.TOOL, results));
    }
    return new InputContent(texts(request, "preamble"), messages, tools(request));
  }

  @Override
  public List<ChatMessage> output(JsonObject response, CaptureLimits limits) {
    if (!response.has("text") && !response.has("tool_calls")) {
      return List.of();
    }
    List<MessagePart> parts = texts(response, "text");
    for (JsonObject citation : response.objects("citations")) {
      parts.add(citation(citation));
    }
    addToolCalls(parts, response);
    return List.of(Answers.of(parts, response.text("finish_reason")));
  }

  @Override
  public void chunk(JsonObject chunk, MessageAssembler answers) {
    switch (chunk.text("event_type", "")) {
      case "text-generation" -> answers.text(0, TEXT, chunk.text("text", ""));
      case "citation-generation" -> {
        for (JsonObject citation : chunk.objects("citations")) {
          answers.part(0, CITATIONS, citation(citation), citation.length());
        }
      }
      case "tool-calls-generation" -> {
        int block = FIRST_TOOL_CALL;
        for (JsonObject call : chunk.objects("tool_calls")) {
          answers.toolCall(0, block, null, call.text("name"));
          answers.toolArguments(0, block, ToolArguments.fragment(call.value("parameters")));
          block++;
        }
      }
      // It repeats the whole answer, of which only the reason is new.
      case "stream-end" -> answers.finishReason(0, chunk.text("finish_reason"));
      default -> {}
    }
  }

  private static List<MessagePart> texts(JsonObject owner, String name) {
    List<MessagePart> parts = new ArrayList<>();
    CharSequence text = owner.lazyText(name, "");
    if (!text.isEmpty()) {
      parts.add(new MessagePart.Text(text));
    }
    return parts;
  }

  private static MessagePart citation(JsonObject citation) {
    return new MessagePart.Generic("citation", citation.without());
  }

  private static void addToolCalls(List<MessagePart> parts, JsonObject owner) {
    for (JsonObject call : owner.objects("tool_calls")) {
      Object arguments = ToolArguments.of(call.value("parameters"));
      parts.add(new MessagePart.ToolCall(null, call.text("name"), arguments));
    }
  }

  /** Calls have no id; each result repeats the call that it is of. */
  private static void addToolResults(List<MessagePart> parts, JsonObject owner) {
    for (JsonObject result : owner.objects("tool_results")) {
      parts.add(new MessagePart.ToolCallResponse(null, result.without()));
    }
  }

  private static List<ToolDefinition> tools(JsonObject request) {
    List<ToolDefinition> tools = new ArrayList<>();
    for (JsonObject tool : request.objects("tools")) {
      String name = tool.text("name");
      if (name != null) {
        tools.add(
            new ToolDefinition(
                ToolDefinition.FUNCTION,
                name,
                tool.text("description"),
                tool.value("parameter_definitions")));
      }
    }
    return tools;
  }
}
