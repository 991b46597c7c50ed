/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.openai;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of messages in chat completions. */
public final class ChatParts {
  private ChatParts() {}

  /** Reads content that is a string or a list of parts. */
  public static List<MessagePart> of(JsonObject owner, String name, CaptureLimits limits) {
    List<MessagePart> parts = new ArrayList<>();
    CharSequence only = owner.lazyText(name);
    if (only != null) {
      parts.add(new MessagePart.Text(only));
    }
    for (Object element : owner.elements(name)) {
      JsonObject part = JsonObject.of(element);
      if (element instanceof CharSequence text) {
        parts.add(new MessagePart.Text(text));
      } else if (!part.isEmpty()) {
        parts.add(part(part, limits));
      }
    }
    return parts;
  }

  /** Returns the text of a part in which a model thinks; null for any other part. */
  static @Nullable String thinking(JsonObject part) {
    if (!part.text("type", "").equals("thinking")) {
      return null;
    }
    StringBuilder thinking = new StringBuilder();
    part.texts("thinking").forEach(thinking::append);
    part.objects("thinking").forEach(piece -> thinking.append(piece.text("text", "")));
    return thinking.toString();
  }

  private static MessagePart part(JsonObject part, CaptureLimits limits) {
    // Bodies of other dialects leave the type out.
    String type = part.text("type", part.has("text") ? "text" : "unknown");
    return switch (type) {
      case "text", "input_text" -> new MessagePart.Text(part.lazyText("text", ""));
      case "refusal" -> new MessagePart.Text(part.lazyText("refusal", ""));
      case "thinking" -> {
        String thinking = thinking(part);
        yield new MessagePart.Reasoning(thinking == null ? "" : thinking);
      }
      case "image_url", "video_url", "audio_url" -> {
        CharSequence url = part.object(type).lazyText("url");
        String modality = type.substring(0, type.indexOf('_'));
        yield Media.uri(modality, null, url == null ? part.text(type, "") : url, limits);
      }
      case "input_audio" -> {
        JsonObject audio = part.object("input_audio");
        String mimeType = Media.mimeType(Media.AUDIO, audio.text("format"));
        yield Media.base64(Media.AUDIO, mimeType, audio.lazyText("data"), limits);
      }
      case "file" -> file(part.object("file"), limits);
      default -> new MessagePart.Generic(type, Map.of());
    };
  }

  private static MessagePart file(JsonObject file, CaptureLimits limits) {
    CharSequence data = file.lazyText("file_data");
    if (data == null) {
      return new MessagePart.Generic("file", file.without());
    }
    return Media.encoded(Media.DOCUMENT, null, data, limits);
  }
}
