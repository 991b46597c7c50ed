/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.stability;

import io.github.bedrocktracing.internal.dialect.body.ImageAnswers;
import io.github.bedrocktracing.internal.dialect.body.PromptContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.Media;
import java.util.List;

/** Content of {@link StabilityImageDialect}. */
final class StabilityImageContent extends PromptContent {
  private static final List<String> IMAGES =
      List.of("image", "mask", "init_image", "style_image", "subject_image");

  @Override
  protected List<MessagePart> prompt(JsonObject request, CaptureLimits limits) {
    List<MessagePart> parts = texts(request, "prompt");
    parts.addAll(texts(request, "select_prompt"));
    parts.addAll(texts(request, "search_prompt"));
    addNegative(parts, request, "negative_prompt");
    Media.addImages(parts, request, limits, IMAGES);
    return parts;
  }

  @Override
  public List<ChatMessage> output(JsonObject response, CaptureLimits limits) {
    return ImageAnswers.of(
        response.elements("images"), response.elements("finish_reasons"), limits);
  }
}
