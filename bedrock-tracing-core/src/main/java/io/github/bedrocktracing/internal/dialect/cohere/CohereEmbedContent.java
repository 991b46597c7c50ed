/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.cohere;

import io.github.bedrocktracing.internal.dialect.body.PromptContent;
import io.github.bedrocktracing.internal.dialect.openai.ChatParts;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.Media;
import java.util.List;

/** Content of {@link CohereEmbedDialect}; vectors are not captured. */
final class CohereEmbedContent extends PromptContent {
  @Override
  protected List<MessagePart> prompt(JsonObject request, CaptureLimits limits) {
    List<MessagePart> parts = texts(request, "texts");
    Media.addImages(parts, request, limits, List.of("images"));
    for (JsonObject input : request.objects("inputs")) {
      // Written as in chat completions.
      parts.addAll(ChatParts.of(input, "content", limits));
    }
    return parts;
  }
}
