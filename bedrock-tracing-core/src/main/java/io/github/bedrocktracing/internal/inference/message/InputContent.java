/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller sent to a model.
 *
 * @param systemInstructions instructions that stand beside the conversation
 * @param messages the conversation, in order
 * @param tools the tools that the model may ask for
 * @param query what documents are looked up or put in order for; null for none
 */
public record InputContent(
    List<MessagePart> systemInstructions,
    List<ChatMessage> messages,
    List<ToolDefinition> tools,
    @Nullable String query) {
  /** Nothing sent. */
  public static final InputContent EMPTY = new InputContent(List.of(), List.of(), List.of());

  /** Creates content with copies of the lists. */
  public InputContent {
    systemInstructions = List.copyOf(systemInstructions);
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
  }

  /** Creates content without a query. */
  public InputContent(
      List<MessagePart> systemInstructions,
      List<ChatMessage> messages,
      List<ToolDefinition> tools) {
    this(systemInstructions, messages, tools, null);
  }

  /** Returns what a user says and nothing else. */
  public static InputContent ofUser(List<MessagePart> parts) {
    return new InputContent(List.of(), ChatMessage.alone(ChatMessage.USER, parts), List.of());
  }

  /** Returns a text that a user says and nothing else; nothing at all for null. */
  public static InputContent ofUser(@Nullable String text) {
    return text == null ? EMPTY : ofUser(List.of(new MessagePart.Text(text)));
  }

  /** Returns a query and nothing else. */
  public static InputContent ofQuery(@Nullable String query) {
    return new InputContent(List.of(), List.of(), List.of(), query);
  }
}
