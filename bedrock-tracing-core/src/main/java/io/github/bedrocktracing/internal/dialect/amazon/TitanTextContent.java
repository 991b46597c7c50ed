/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.amazon;

import io.github.bedrocktracing.internal.dialect.body.PromptContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.Answers;
import java.util.ArrayList;
import java.util.List;

/** Content of {@link TitanTextDialect}. */
final class TitanTextContent extends PromptContent {
  @Override
  protected List<MessagePart> prompt(JsonObject request, CaptureLimits limits) {
    return texts(request, "inputText");
  }

  @Override
  public List<ChatMessage> output(JsonObject response, CaptureLimits limits) {
    List<ChatMessage> answers = new ArrayList<>();
    for (JsonObject result : response.objects("results")) {
      answers.add(Answers.text(result.lazyText("outputText"), result.text("completionReason")));
    }
    return answers;
  }

  @Override
  public void chunk(JsonObject chunk, MessageAssembler answers) {
    // One reason is told for the whole stream, so all of it is one answer.
    answers.text(0, 0, chunk.text("outputText", ""));
    answers.finishReason(0, chunk.text("completionReason"));
  }
}
