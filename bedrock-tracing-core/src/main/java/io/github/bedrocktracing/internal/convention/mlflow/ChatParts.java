/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonOutput;
import io.github.bedrocktracing.internal.json.JsonText;
import java.util.List;

/** Parts of a message in OpenAI's shape: texts, images, and words for everything else. */
final class ChatParts {
  private ChatParts() {}

  /** Writes a single text as a string, which every reader of the shape takes, else the parts. */
  static void write(JsonOutput out, List<MessagePart> parts) {
    if (parts.size() == 1 && MediaTexts.imageUrl(parts.get(0)) == null) {
      out.scalar(text(parts.get(0)));
      return;
    }
    out.beginArray();
    for (MessagePart part : parts) {
      write(out, part);
    }
    out.endArray();
  }

  private static void write(JsonOutput out, MessagePart part) {
    String imageUrl = MediaTexts.imageUrl(part);
    out.beginObject();
    if (imageUrl == null) {
      out.field("type", "text");
      out.field("text", text(part));
    } else {
      out.field("type", "image_url");
      out.name("image_url");
      out.beginObject();
      out.field("url", imageUrl);
      out.endObject();
    }
    out.endObject();
  }

  private static CharSequence text(MessagePart part) {
    if (part instanceof MessagePart.Text text) {
      return text.content();
    }
    if (part instanceof MessagePart.Reasoning reasoning) {
      return reasoning.content();
    }
    if (part instanceof MessagePart.Blob blob) {
      return MediaTexts.describe(blob);
    }
    if (part instanceof MessagePart.Uri uri) {
      return MediaTexts.describe(uri);
    }
    if (part instanceof MessagePart.Generic generic) {
      String fields = generic.fields().isEmpty() ? "" : " " + JsonText.write(generic.fields());
      return "[" + generic.type() + fields + "]";
    }
    return "[" + part.getClass().getSimpleName() + "]";
  }
}
