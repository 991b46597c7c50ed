/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model thinks before it acts: the trace tells it apart, and models of agents also write it
 * into their answer, between tags.
 */
final class Thoughts {
  private static final String OPENING = "<thinking>";
  private static final String CLOSING = "</thinking>";

  private Thoughts() {}

  /** Returns answers that hold a thought as reasoning, and once only. */
  static List<ChatMessage> add(String thought, List<ChatMessage> answers) {
    String wanted = thought.strip();
    if (wanted.isEmpty()) {
      return answers;
    }
    if (answers.isEmpty()) {
      return List.of(
          new ChatMessage(ChatMessage.ASSISTANT, List.of(new MessagePart.Reasoning(wanted))));
    }
    ChatMessage answer = answers.get(0);
    List<MessagePart> parts = new ArrayList<>();
    boolean told = false;
    for (MessagePart part : answer.parts()) {
      if (!told && part instanceof MessagePart.Text text && text.text().contains(wanted)) {
        split(text.text(), wanted, parts);
        told = true;
      } else {
        told |= part instanceof MessagePart.Reasoning known && known.text().contains(wanted);
        parts.add(part);
      }
    }
    if (!told) {
      parts.add(0, new MessagePart.Reasoning(wanted));
    }
    List<ChatMessage> all = new ArrayList<>(answers);
    all.set(0, new ChatMessage(answer.role(), parts, answer.finishReason()));
    return all;
  }

  private static void split(String text, String thought, List<MessagePart> parts) {
    int start = text.indexOf(thought);
    String before = text.substring(0, start).strip();
    String after = text.substring(start + thought.length()).strip();
    addText(before.endsWith(OPENING) ? cutEnd(before) : before, parts);
    parts.add(new MessagePart.Reasoning(thought));
    addText(after.startsWith(CLOSING) ? after.substring(CLOSING.length()) : after, parts);
  }

  private static String cutEnd(String before) {
    return before.substring(0, before.length() - OPENING.length());
  }

  private static void addText(String text, List<MessagePart> parts) {
    if (!text.isBlank()) {
      parts.add(new MessagePart.Text(text.strip()));
    }
  }
}
