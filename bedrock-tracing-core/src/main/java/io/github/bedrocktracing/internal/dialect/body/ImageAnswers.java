/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.body;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.wire.Answers;
import io.github.bedrocktracing.internal.wire.Media;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Images that a model made; each is an answer of its own, as the conventions count them. */
public final class ImageAnswers {
  private ImageAnswers() {}

  /**
   * Returns an answer for each image.
   *
   * @param images the images in base64; empty where one was withheld
   * @param reasons why each ended, as far as told
   */
  public static List<ChatMessage> of(
      List<@Nullable Object> images, List<@Nullable Object> reasons, CaptureLimits limits) {
    List<ChatMessage> answers = new ArrayList<>();
    for (int index = 0; index < images.size(); index++) {
      List<MessagePart> parts =
          images.get(index) instanceof CharSequence base64 && !base64.isEmpty()
              ? List.of(Media.image(base64, limits))
              : List.of();
      Object reason = index < reasons.size() ? reasons.get(index) : null;
      answers.add(Answers.of(parts, reason instanceof CharSequence text ? text.toString() : null));
    }
    return answers;
  }
}
