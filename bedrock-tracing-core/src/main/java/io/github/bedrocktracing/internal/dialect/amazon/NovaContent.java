/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.amazon;

import io.github.bedrocktracing.internal.dialect.body.BodyContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.ConverseBlocks;
import io.github.bedrocktracing.internal.wire.ConverseDeltas;
import java.util.List;

/** Content of {@link NovaDialect}: the Converse format. */
final class NovaContent implements BodyContent {
  @Override
  public InputContent input(JsonObject request, CaptureLimits limits) {
    return ConverseBlocks.input(request, limits);
  }

  @Override
  public List<ChatMessage> output(JsonObject response, CaptureLimits limits) {
    return ConverseBlocks.answers(response, limits);
  }

  @Override
  public void chunk(JsonObject chunk, MessageAssembler answers) {
    chunk
        .lazyWithout()
        .forEach((type, event) -> ConverseDeltas.event(type, JsonObject.of(event), answers));
  }
}
