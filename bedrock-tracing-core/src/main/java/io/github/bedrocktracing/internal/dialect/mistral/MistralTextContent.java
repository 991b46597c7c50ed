/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.mistral;

import io.github.bedrocktracing.internal.dialect.body.PromptContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.Answers;
import java.util.ArrayList;
import java.util.List;

/** Content of {@link MistralTextDialect}. */
final class MistralTextContent extends PromptContent {
  @Override
  protected List<MessagePart> prompt(JsonObject request, CaptureLimits limits) {
    return texts(request, "prompt");
  }

  @Override
  public List<ChatMessage> output(JsonObject response, CaptureLimits limits) {
    List<ChatMessage> answers = new ArrayList<>();
    for (JsonObject output : response.objects("outputs")) {
      answers.add(Answers.text(output.lazyText("text"), output.text("stop_reason")));
    }
    return answers;
  }

  @Override
  public void chunk(JsonObject chunk, MessageAssembler answers) {
    for (JsonObject output : chunk.objects("outputs")) {
      answers.text(0, 0, output.text("text", ""));
      answers.finishReason(0, output.text("stop_reason"));
    }
  }
}
