/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.body;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Content of models that are asked in one go, without a list of messages. */
public abstract class PromptContent implements BodyContent {
  /** Returns what the user asks. */
  protected abstract List<MessagePart> prompt(JsonObject request, CaptureLimits limits);

  @Override
  public final InputContent input(JsonObject request, CaptureLimits limits) {
    return InputContent.ofUser(prompt(request, limits));
  }

  @Override
  public List<ChatMessage> output(JsonObject response, CaptureLimits limits) {
    return List.of();
  }

  @Override
  public void chunk(JsonObject chunk, MessageAssembler answers) {}

  /** Returns the texts of a field that is one or lists some. */
  public static List<MessagePart> texts(JsonObject owner, String name) {
    List<MessagePart> parts = new ArrayList<>();
    for (CharSequence text : owner.lazyTexts(name)) {
      parts.add(new MessagePart.Text(text));
    }
    return parts;
  }

  /** Adds what the answer should not show, if the field is there. */
  protected static void addNegative(List<MessagePart> parts, JsonObject owner, String name) {
    String text = owner.text(name);
    if (text != null) {
      parts.add(new MessagePart.Generic("negative_prompt", Map.of("content", text)));
    }
  }
}
