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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Content of {@link StableDiffusionXlDialect}. */
final class StableDiffusionXlContent extends PromptContent {
  @Override
  protected List<MessagePart> prompt(JsonObject request, CaptureLimits limits) {
    List<MessagePart> parts = new ArrayList<>();
    for (JsonObject prompt : request.objects("text_prompts")) {
      // A negative weight tells what the image should not show.
      Number weight = prompt.number("weight");
      if (weight != null && weight.doubleValue() < 0) {
        addNegative(parts, prompt, "text");
      } else {
        parts.addAll(texts(prompt, "text"));
      }
    }
    Media.addImages(parts, request, limits, List.of("init_image", "mask_image"));
    return parts;
  }

  @Override
  public List<ChatMessage> output(JsonObject response, CaptureLimits limits) {
    List<@Nullable Object> images = new ArrayList<>();
    List<@Nullable Object> reasons = new ArrayList<>();
    for (JsonObject artifact : response.objects("artifacts")) {
      images.add(artifact.lazyText("base64"));
      reasons.add(artifact.text("finishReason"));
    }
    return ImageAnswers.of(images, reasons, limits);
  }
}
