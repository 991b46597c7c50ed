/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.meta;

import io.github.bedrocktracing.internal.dialect.body.PromptContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.Answers;
import io.github.bedrocktracing.internal.wire.Media;
import java.util.List;

/** Content of {@link LlamaDialect}. */
final class LlamaContent extends PromptContent {
  @Override
  protected List<MessagePart> prompt(JsonObject request, CaptureLimits limits) {
    List<MessagePart> parts = texts(request, "prompt");
    Media.addImages(parts, request, limits, List.of("images"));
    return parts;
  }

  @Override
  public List<ChatMessage> output(JsonObject response, CaptureLimits limits) {
    CharSequence text = response.lazyText("generation");
    return text == null ? List.of() : List.of(Answers.text(text, response.text("stop_reason")));
  }

  @Override
  public void chunk(JsonObject chunk, MessageAssembler answers) {
    answers.text(0, 0, chunk.text("generation", ""));
    answers.finishReason(0, chunk.text("stop_reason"));
  }
}
