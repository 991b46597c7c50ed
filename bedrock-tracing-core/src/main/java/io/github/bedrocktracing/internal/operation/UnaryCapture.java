/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.operation;

import io.github.bedrocktracing.internal.inference.ChatMessage;
import io.github.bedrocktracing.internal.inference.InputContent;
import io.github.bedrocktracing.internal.inference.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** What the captures of operations have in common that give their whole answer at once. */
abstract class UnaryCapture implements OperationCapture {
  /** Returns an SDK object as the JSON it is on the wire. */
  static JsonObject json(SdkPojo pojo) {
    return JsonObject.of(SdkTree.of(pojo));
  }

  /** Returns what one side says, as the only message. */
  static List<ChatMessage> message(String role, List<MessagePart> parts) {
    return parts.isEmpty() ? List.of() : List.of(new ChatMessage(role, parts));
  }

  /** Returns a text that a user sends and nothing else. */
  static InputContent question(@Nullable String text) {
    return text == null
        ? InputContent.EMPTY
        : new InputContent(
            List.of(), message(ChatMessage.USER, List.of(new MessagePart.Text(text))), List.of());
  }
}
