/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.twelvelabs;

import io.github.bedrocktracing.internal.dialect.body.PromptContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.Media;
import java.util.List;
import java.util.Set;

/** Content of {@link MarengoDialect}; vectors are not captured. */
final class MarengoContent extends PromptContent {
  private static final Set<String> MODALITIES = Set.of(Media.AUDIO, Media.IMAGE, Media.VIDEO);

  @Override
  protected List<MessagePart> prompt(JsonObject request, CaptureLimits limits) {
    String type = request.text("inputType", "");
    List<MessagePart> parts = texts(request, "inputText");
    TwelveLabsMedia.add(parts, MODALITIES.contains(type) ? type : Media.IMAGE, request, limits);
    // Version 3 has an object for each kind of input, some with a text and an image.
    for (String kind : List.of("text", "text_image", "textImage", "image", "audio", "video")) {
      JsonObject input = request.object(kind);
      parts.addAll(texts(input, "inputText"));
      TwelveLabsMedia.add(parts, MODALITIES.contains(kind) ? kind : Media.IMAGE, input, limits);
    }
    return parts;
  }
}
