/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.ChatMessage;
import io.github.bedrocktracing.internal.inference.InputContent;
import io.github.bedrocktracing.internal.inference.MessageAssembler;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.List;

/** Content of {@link NovaDialect}: the Converse format. */
final class NovaContent implements BodyContent {
  @Override
  public InputContent input(JsonObject request, CaptureLimits limits) {
    return ConverseBlocks.input(request, limits);
  }

  @Override
  public List<ChatMessage> output(JsonObject response, CaptureLimits limits) {
    JsonObject message = response.object("output").object("message");
    return message.isEmpty()
        ? List.of()
        : List.of(ConverseBlocks.answer(message, response.text("stopReason"), limits));
  }

  @Override
  public void chunk(JsonObject chunk, MessageAssembler answers) {
    String role = chunk.object("messageStart").text("role");
    if (role != null) {
      answers.role(0, role);
    }
    ConverseDeltas.start(chunk.object("contentBlockStart"), answers);
    ConverseDeltas.delta(chunk.object("contentBlockDelta"), answers);
    answers.finishReason(0, chunk.object("messageStop").text("stopReason"));
  }
}
