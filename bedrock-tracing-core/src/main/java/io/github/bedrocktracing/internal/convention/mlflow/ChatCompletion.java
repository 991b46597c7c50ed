/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import static io.github.bedrocktracing.internal.convention.mlflow.JsonFields.object;
import static io.github.bedrocktracing.internal.convention.mlflow.JsonFields.put;

import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.json.JsonWritable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A conversation in the shape of a chat completion of OpenAI. */
final class ChatCompletion {
  private ChatCompletion() {}

  /** Returns the request; empty for no message. */
  static Map<String, Object> inputs(MessageContent content) {
    return object("messages", messages(content));
  }

  /** Returns what was sent, the instructions first. */
  static List<JsonWritable> messages(MessageContent content) {
    return ChatMessages.of(new MessageContent(content.input(), List.of()));
  }

  /** Returns the response; empty for no answer. */
  static Map<String, Object> outputs(MessageContent content) {
    List<Object> choices = new ArrayList<>();
    for (ChatMessage answer : content.output()) {
      MessageContent alone = new MessageContent(InputContent.EMPTY, List.of(answer));
      for (JsonWritable message : ChatMessages.of(alone)) {
        Map<String, Object> choice = new LinkedHashMap<>();
        choice.put("index", choices.size());
        choice.put("message", message);
        put(choice, "finish_reason", answer.finishReason());
        choices.add(choice);
      }
    }
    return object("choices", choices);
  }
}
