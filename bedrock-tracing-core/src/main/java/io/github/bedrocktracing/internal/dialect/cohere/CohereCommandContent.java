/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.cohere;

import io.github.bedrocktracing.internal.dialect.body.PromptContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.Answers;
import java.util.ArrayList;
import java.util.List;

/** Content of {@link CohereCommandDialect}. */
final class CohereCommandContent extends PromptContent {
  @Override
  protected List<MessagePart> prompt(JsonObject request, CaptureLimits limits) {
    return texts(request, "prompt");
  }

  @Override
  public List<ChatMessage> output(JsonObject response, CaptureLimits limits) {
    List<ChatMessage> answers = new ArrayList<>();
    for (JsonObject generation : Answers.inOrder(response.objects("generations"))) {
      answers.add(Answers.text(generation.lazyText("text"), generation.text("finish_reason")));
    }
    return answers;
  }

  @Override
  public void chunk(JsonObject chunk, MessageAssembler answers) {
    // Requests that do not ask for a stream in their body get all generations in one chunk.
    int place = 0;
    for (JsonObject generation : chunk.objects("generations")) {
      add(generation, place++, answers);
    }
    add(chunk, 0, answers);
  }

  /** The last chunk's reason is told without an index, and is taken to be the first answer's. */
  private static void add(JsonObject generation, int place, MessageAssembler answers) {
    int choice = generation.integer("index", place);
    String text = generation.text("text");
    if (text != null) {
      answers.text(choice, 0, text);
    }
    answers.finishReason(choice, generation.text("finish_reason"));
  }
}
