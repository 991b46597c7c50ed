/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.ai21;

import io.github.bedrocktracing.internal.dialect.body.PromptContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.Answers;
import java.util.ArrayList;
import java.util.List;

/** Content of {@link Jurassic2Dialect}. */
final class Jurassic2Content extends PromptContent {
  @Override
  protected List<MessagePart> prompt(JsonObject request, CaptureLimits limits) {
    return texts(request, "prompt");
  }

  @Override
  public List<ChatMessage> output(JsonObject response, CaptureLimits limits) {
    List<ChatMessage> answers = new ArrayList<>();
    for (JsonObject completion : response.objects("completions")) {
      answers.add(
          Answers.text(
              completion.object("data").lazyText("text"),
              completion.object("finishReason").text("reason")));
    }
    return answers;
  }
}
