/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation.
 *
 * @param role who speaks: system, user, assistant, tool, or as the wire says
 * @param parts what is said, in order
 * @param finishReason why the model stopped, normalised; null for messages that a model did not
 *     just write
 */
public record ChatMessage(String role, List<MessagePart> parts, @Nullable String finishReason) {
  public static final String SYSTEM = "system";
  public static final String USER = "user";
  public static final String ASSISTANT = "assistant";
  public static final String TOOL = "tool";

  /** Creates a message with a copy of the parts. */
  public ChatMessage {
    parts = List.copyOf(parts);
  }

  /** Creates a message that has no finish reason. */
  public ChatMessage(String role, List<MessagePart> parts) {
    this(role, parts, null);
  }

  /** Returns what one side says as the only message; no message where it says nothing. */
  public static List<ChatMessage> alone(String role, List<MessagePart> parts) {
    return parts.isEmpty() ? List.of() : List.of(new ChatMessage(role, parts));
  }
}
