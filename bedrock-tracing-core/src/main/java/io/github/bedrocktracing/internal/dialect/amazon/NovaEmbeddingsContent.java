/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.amazon;

import io.github.bedrocktracing.internal.dialect.body.PromptContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.ConverseMedia;
import io.github.bedrocktracing.internal.wire.Media;
import java.util.ArrayList;
import java.util.List;

/** Content of {@link NovaEmbeddingsDialect}; vectors are not captured. */
final class NovaEmbeddingsContent extends PromptContent {
  @Override
  protected List<MessagePart> prompt(JsonObject request, CaptureLimits limits) {
    List<MessagePart> parts = new ArrayList<>();
    for (String name : List.of("singleEmbeddingParams", "segmentedEmbeddingParams")) {
      JsonObject parameters = request.object(name);
      JsonObject text = parameters.object("text");
      parts.addAll(texts(text, "value"));
      if (text.has("source")) {
        parts.add(ConverseMedia.part(Media.DOCUMENT, text, limits));
      }
      for (String modality : List.of(Media.IMAGE, Media.VIDEO, Media.AUDIO)) {
        if (parameters.has(modality)) {
          parts.add(ConverseMedia.part(modality, parameters.object(modality), limits));
        }
      }
    }
    return parts;
  }
}
