/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.wire;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Texts and images that guardrails are given to check, and the texts that they give back. */
public final class GuardrailContent {
  private GuardrailContent() {}

  /** Returns the pieces of an array; a text stands in a piece itself or in an object of its own. */
  public static List<MessagePart> parts(JsonObject owner, String name, CaptureLimits limits) {
    List<MessagePart> parts = new ArrayList<>();
    for (JsonObject piece : owner.objects(name)) {
      String text = piece.text("text", "");
      String inner = text.isEmpty() ? piece.object("text").text("text", "") : text;
      if (!inner.isEmpty()) {
        parts.add(new MessagePart.Text(inner));
      }
      if (piece.has(Media.IMAGE)) {
        parts.add(ConverseMedia.part(Media.IMAGE, piece.object(Media.IMAGE), limits));
      }
    }
    return parts;
  }
}
