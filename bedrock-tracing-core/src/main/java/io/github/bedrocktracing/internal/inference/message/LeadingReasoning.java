/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference.message;

import java.util.ArrayList;
import java.util.List;

/** Reasoning that some models write in front of their answer, between tags in the same text. */
public final class LeadingReasoning {
  private static final String OPENING = "<reasoning>";
  private static final String CLOSING = "</reasoning>";

  private LeadingReasoning() {}

  /** Returns the reasoning and the rest of a text; of a text that ends before, the reasoning. */
  public static List<MessagePart> split(String text) {
    List<MessagePart> parts = new ArrayList<>(2);
    String rest = text;
    String stripped = text.stripLeading();
    if (stripped.startsWith(OPENING)) {
      int end = stripped.indexOf(CLOSING);
      String reasoning = stripped.substring(OPENING.length(), end < 0 ? stripped.length() : end);
      if (!reasoning.isEmpty()) {
        parts.add(new MessagePart.Reasoning(reasoning));
      }
      rest = end < 0 ? "" : stripped.substring(end + CLOSING.length());
    }
    if (!rest.isEmpty()) {
      parts.add(new MessagePart.Text(rest));
    }
    return parts;
  }
}
