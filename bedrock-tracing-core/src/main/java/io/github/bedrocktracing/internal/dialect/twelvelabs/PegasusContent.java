/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.twelvelabs;

import io.github.bedrocktracing.internal.dialect.body.PromptContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.Answers;
import io.github.bedrocktracing.internal.wire.Media;
import java.util.List;

/** Content of {@link PegasusDialect}. */
final class PegasusContent extends PromptContent {
  @Override
  protected List<MessagePart> prompt(JsonObject request, CaptureLimits limits) {
    List<MessagePart> parts = texts(request, "inputPrompt");
    TwelveLabsMedia.add(parts, Media.VIDEO, request, limits);
    return parts;
  }

  @Override
  public List<ChatMessage> output(JsonObject response, CaptureLimits limits) {
    CharSequence text = response.lazyText("message");
    return text == null ? List.of() : List.of(Answers.text(text, response.text("finishReason")));
  }

  @Override
  public void chunk(JsonObject chunk, MessageAssembler answers) {
    answers.text(0, 0, chunk.text("message", ""));
    answers.finishReason(0, chunk.text("finishReason"));
  }
}
