/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import io.github.bedrocktracing.internal.inference.ChatMessage;
import io.github.bedrocktracing.internal.inference.FinishReason;
import io.github.bedrocktracing.internal.inference.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers of models, as the bodies of several dialects list them. */
final class Answers {
  private Answers() {}

  /** Returns an answer of one text. */
  static ChatMessage text(@Nullable String text, @Nullable String reason) {
    return of(
        text == null || text.isEmpty() ? List.of() : List.of(new MessagePart.Text(text)), reason);
  }

  /** Returns an answer that ended for a reason of the wire. */
  static ChatMessage of(List<MessagePart> parts, @Nullable String reason) {
    return of(ChatMessage.ASSISTANT, parts, reason);
  }

  /** Returns an answer that ended for a reason of the wire. */
  static ChatMessage of(String role, List<MessagePart> parts, @Nullable String reason) {
    String known = reason == null || reason.isEmpty() ? null : FinishReason.normalise(reason);
    return new ChatMessage(role, joined(parts), known);
  }

  /** Returns listed answers by their number, or else by their place in the list. */
  static List<JsonObject> inOrder(List<JsonObject> listed) {
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
      MessagePart before = last < 0 ? null : joined.get(last);
      if (part instanceof MessagePart.Text text) {
        if (before instanceof MessagePart.Text earlier) {
          joined.set(last, new MessagePart.Text(earlier.content() + text.content()));
        } else if (!text.content().isEmpty()) {
          joined.add(part);
        }
      } else if (part instanceof MessagePart.Reasoning reasoning) {
        if (before instanceof MessagePart.Reasoning earlier) {
          joined.set(last, new MessagePart.Reasoning(earlier.content() + reasoning.content()));
        } else if (!reasoning.content().isEmpty()) {
          joined.add(part);
        }
      } else {
        joined.add(part);
      }
    }
    return joined;
  }
}
