/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.anthropic;

import io.github.bedrocktracing.internal.dialect.body.PromptContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.Answers;
import java.util.List;

/** Content of {@link AnthropicTextDialect}. */
final class AnthropicTextContent extends PromptContent {
  @Override
  protected List<MessagePart> prompt(JsonObject request, CaptureLimits limits) {
    return texts(request, "prompt");
  }

  @Override
  public List<ChatMessage> output(JsonObject response, CaptureLimits limits) {
    CharSequence text = response.lazyText("completion");
    return text == null ? List.of() : List.of(Answers.text(text, response.text("stop_reason")));
  }

  @Override
  public void chunk(JsonObject chunk, MessageAssembler answers) {
    answers.text(0, 0, chunk.text("completion", ""));
    answers.finishReason(0, chunk.text("stop_reason"));
  }
}
