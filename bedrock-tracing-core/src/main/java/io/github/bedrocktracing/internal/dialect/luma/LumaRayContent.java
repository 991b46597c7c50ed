/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.luma;

import io.github.bedrocktracing.internal.dialect.anthropic.AnthropicBlocks;
import io.github.bedrocktracing.internal.dialect.body.PromptContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.Media;
import java.util.List;

/** Content of {@link LumaRayDialect}. */
final class LumaRayContent extends PromptContent {
  @Override
  protected List<MessagePart> prompt(JsonObject request, CaptureLimits limits) {
    List<MessagePart> parts = texts(request, "prompt");
    for (String frame : List.of("frame0", "frame1")) {
      JsonObject source = request.object("keyframes").object(frame).object("source");
      if (!source.isEmpty()) {
        // Written as in Anthropic's messages.
        parts.add(AnthropicBlocks.media(Media.IMAGE, source, limits));
      }
    }
    return parts;
  }
}
