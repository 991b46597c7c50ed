/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import io.github.bedrocktracing.internal.inference.MessagePart;
import io.github.bedrocktracing.internal.json.JsonText;
import java.util.List;
import java.util.Map;

/** Parts of a message in OpenAI's shape: texts, images, and words for everything else. */
final class ChatParts {
  private static final String TEXT = "text";

  private ChatParts() {}

  /** Returns a part that is neither a tool call nor its result. */
  static Map<String, Object> of(MessagePart part) {
    String imageUrl = MediaTexts.imageUrl(part);
    if (imageUrl != null) {
      Map<String, Object> image = JsonFields.typed("image_url");
      image.put("image_url", Map.of("url", imageUrl));
      return image;
    }
    if (part instanceof MessagePart.Text text) {
      return text(text.content());
    }
    if (part instanceof MessagePart.Reasoning reasoning) {
      return text(reasoning.content());
    }
    if (part instanceof MessagePart.Blob blob) {
      return text(MediaTexts.describe(blob));
    }
    if (part instanceof MessagePart.Uri uri) {
      return text(MediaTexts.describe(uri));
    }
    if (part instanceof MessagePart.Generic generic) {
      String fields = generic.fields().isEmpty() ? "" : " " + JsonText.write(generic.fields());
      return text("[" + generic.type() + fields + "]");
    }
    return text("[" + part.getClass().getSimpleName() + "]");
  }

  /** Returns a text. */
  static Map<String, Object> text(String content) {
    Map<String, Object> part = JsonFields.typed(TEXT);
    part.put(TEXT, content);
    return part;
  }

  /** Returns a single text as a string, which every reader of the shape takes, else the parts. */
  static Object simplified(List<Object> parts) {
    boolean single =
        parts.size() == 1 && parts.get(0) instanceof Map<?, ?> part && part.containsKey(TEXT);
    return single && parts.get(0) instanceof Map<?, ?> part
        ? String.valueOf(part.get(TEXT))
        : parts;
  }
}
