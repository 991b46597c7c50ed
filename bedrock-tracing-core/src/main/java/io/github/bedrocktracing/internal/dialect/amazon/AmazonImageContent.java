/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.amazon;

import io.github.bedrocktracing.internal.dialect.body.ImageAnswers;
import io.github.bedrocktracing.internal.dialect.body.PromptContent;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.Media;
import java.util.ArrayList;
import java.util.List;

/** Content of {@link AmazonImageDialect}. */
final class AmazonImageContent extends PromptContent {
  private static final List<String> TASKS =
      List.of(
          "textToImageParams",
          "inPaintingParams",
          "outPaintingParams",
          "imageVariationParams",
          "colorGuidedGenerationParams",
          "backgroundRemovalParams",
          "virtualTryOnParams");

  private static final List<String> IMAGES =
      List.of("image", "images", "conditionImage", "sourceImage", "referenceImage", "maskImage");

  @Override
  protected List<MessagePart> prompt(JsonObject request, CaptureLimits limits) {
    List<MessagePart> parts = new ArrayList<>();
    for (String task : TASKS) {
      JsonObject parameters = request.object(task);
      parts.addAll(texts(parameters, "text"));
      addNegative(parts, parameters, "negativeText");
      Media.addImages(parts, parameters, limits, IMAGES);
    }
    return parts;
  }

  @Override
  public List<ChatMessage> output(JsonObject response, CaptureLimits limits) {
    return ImageAnswers.of(response.elements("images"), List.of(), limits);
  }
}
