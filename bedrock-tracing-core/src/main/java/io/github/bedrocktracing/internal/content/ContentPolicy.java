/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.content;

import io.github.bedrocktracing.ContentRedactor;
import io.github.bedrocktracing.internal.guard.Guard;
import io.github.bedrocktracing.internal.guard.Problem;
import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.RetrievedDocument;
import io.github.bedrocktracing.internal.inference.StreamedEvent;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.inference.message.ToolDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Redacts and cuts content before any vocabulary sees it, so that none can record what the user
 * wants kept out.
 */
public final class ContentPolicy {
  private static final ThreadLocal<Boolean> REDACTING = new ThreadLocal<>();

  private final @Nullable ContentRedactor redactor;
  private final ContentLimits limits;

  /** Creates a policy; a null redactor changes nothing. */
  public ContentPolicy(@Nullable ContentRedactor redactor, ContentLimits limits) {
    this.redactor = redactor;
    this.limits = limits;
  }

  /**
   * Returns the content as it may be recorded. Where the limit of a span does not suffice, the
   * answers come first, then what was found, then the conversation from its end, then instructions
   * and tools.
   */
  public MessageContent apply(MessageContent content) {
    PartPolicy parts = new PartPolicy(this::redact, redactor != null, limits);
    InputContent input = content.input();
    List<ChatMessage> answers = messages(AllowedList.of(content.output()), parts);
    String query = input.query() == null ? null : parts.text(input.query());
    List<RetrievedDocument> documents = parts.documents(content.documents());
    Object assessments = parts.json(content.guardrailAssessments());
    List<ChatMessage> conversation = messages(AllowedList.lastFirst(input.messages()), parts);
    List<MessagePart> instructions = parts.all(input.systemInstructions());
    List<ToolDefinition> tools = parts.tools(input.tools());
    return new MessageContent(
        new InputContent(instructions, conversation, tools, query),
        answers,
        documents,
        assessments instanceof List<?> list ? list : List.of());
  }

  /** Returns a text as it may be recorded; null when it may not. */
  public @Nullable String apply(String text) {
    return new PartPolicy(this::redact, redactor != null, limits).text(text);
  }

  /**
   * Returns the events of a stream as they may be recorded, within a limit of their own. The trees
   * of those given are changed and of no use thereafter.
   */
  public List<StreamedEvent> applyToEvents(List<StreamedEvent> events) {
    if (redactor != null) {
      StreamedTexts.ready(events, this::redact);
    }
    PartPolicy parts = new PartPolicy(this::redact, redactor != null, limits);
    return events.stream()
        .map(event -> new StreamedEvent(event.name(), parts.json(event.json()), event.nanoTime()))
        .toList();
  }

  private static List<ChatMessage> messages(AllowedList<ChatMessage> messages, PartPolicy parts) {
    while (messages.hasNext()) {
      ChatMessage message = messages.next();
      if (parts.isExhausted()) {
        MessagePart mark =
            new MessagePart.Generic("truncated", Map.of("dropped_messages", messages.left()));
        messages.cut(new ChatMessage(parts.label(message.role()), List.of(mark)));
      } else {
        messages.decide(parts.message(message));
      }
    }
    return messages.toList();
  }

  /**
   * Returns whether this thread is in a redactor now. The content of a call to Bedrock that it
   * makes would come to the redactor again, which would make another call, and so on without end.
   */
  public static boolean isRedacting() {
    return REDACTING.get() != null;
  }

  private @Nullable String redact(String text) {
    ContentRedactor present = redactor;
    if (present == null) {
      return text;
    }
    return Guard.get(
            Problem.REDACTOR,
            () -> Optional.ofNullable(redact(present, text)),
            Optional.<String>empty())
        .orElse(null);
  }

  private static @Nullable String redact(ContentRedactor redactor, String text) {
    boolean outermost = !isRedacting();
    REDACTING.set(true);
    try {
      return redactor.redact(text);
    } finally {
      if (outermost) {
        REDACTING.remove();
      }
    }
  }
}
