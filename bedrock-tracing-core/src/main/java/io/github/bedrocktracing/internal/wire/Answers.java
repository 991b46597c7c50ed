/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.wire;

import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.FinishReason;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers of models, as the bodies of several dialects list them. */
public final class Answers {
  private Answers() {}

  /** Returns an answer of one text. */
  public static ChatMessage text(@Nullable CharSequence text, @Nullable String reason) {
    return of(
        text == null || text.isEmpty() ? List.of() : List.of(new MessagePart.Text(text)), reason);
  }

  /** Returns an answer that ended for a reason of the wire. */
  public static ChatMessage of(List<MessagePart> parts, @Nullable String reason) {
    return of(ChatMessage.ASSISTANT, parts, reason);
  }

  /** Returns an answer that ended for a reason of the wire. */
  public static ChatMessage of(String role, List<MessagePart> parts, @Nullable String reason) {
    String known = reason == null || reason.isEmpty() ? null : FinishReason.normalise(reason);
    return new ChatMessage(role, joined(parts), known);
  }

  /** Returns listed answers by their number, or else by their place in the list. */
  public static List<JsonObject> inOrder(List<JsonObject> listed) {
    record Numbered(int number, JsonObject answer) {}

    List<Numbered> numbered = new ArrayList<>();
    for (JsonObject answer : listed) {
      numbered.add(new Numbered(answer.integer("index", numbered.size()), answer));
    }
    numbered.sort(Comparator.comparingInt(Numbered::number));
    return numbered.stream().map(Numbered::answer).toList();
  }

  /** Joins adjacent texts, as those of streams are, and leaves out empty ones. */
  private static List<MessagePart> joined(List<MessagePart> parts) {
    List<MessagePart> joined = new ArrayList<>();
    for (MessagePart part : parts) {
      int last = joined.size() - 1;
      MessagePart longer = last < 0 ? null : join(joined.get(last), part);
      if (longer != null) {
        joined.set(last, longer);
      } else if (!isEmptyText(part)) {
        joined.add(part);
      }
    }
    return joined;
  }

  private static @Nullable MessagePart join(MessagePart before, MessagePart part) {
    if (before instanceof MessagePart.Text first && part instanceof MessagePart.Text next) {
      return new MessagePart.Text(first.text() + next.text());
    }
    if (before instanceof MessagePart.Reasoning first
        && part instanceof MessagePart.Reasoning next) {
      return new MessagePart.Reasoning(first.text() + next.text());
    }
    return null;
  }

  private static boolean isEmptyText(MessagePart part) {
    return (part instanceof MessagePart.Text text && text.content().isEmpty())
        || (part instanceof MessagePart.Reasoning reasoning && reasoning.content().isEmpty());
  }
}
