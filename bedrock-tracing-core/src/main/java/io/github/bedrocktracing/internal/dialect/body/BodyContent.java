/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.body;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.List;

/**
 * Reads the messages in the bodies of one dialect. Only called when the user wants content
 * recorded; nothing is redacted or cut here.
 */
public interface BodyContent {
  /** Bodies of which no content is read. */
  BodyContent NONE =
      new BodyContent() {
        @Override
        public InputContent input(JsonObject request, CaptureLimits limits) {
          return InputContent.EMPTY;
        }

        @Override
        public List<ChatMessage> output(JsonObject response, CaptureLimits limits) {
          return List.of();
        }

        @Override
        public void chunk(JsonObject chunk, MessageAssembler answers) {}
      };

  /** Returns what a request body sends. */
  InputContent input(JsonObject request, CaptureLimits limits);

  /** Returns the answers of a response body, one message each. */
  List<ChatMessage> output(JsonObject response, CaptureLimits limits);

  /** Adds what a chunk of a streamed response tells to the answers. */
  void chunk(JsonObject chunk, MessageAssembler answers);
}
