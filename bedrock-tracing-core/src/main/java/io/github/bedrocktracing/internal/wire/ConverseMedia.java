/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.wire;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.BinaryContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Media blocks of the Converse format: a format, and a source of bytes or an address. */
public final class ConverseMedia {
  private ConverseMedia() {}

  /** Returns the part that a block of this modality is. */
  public static MessagePart part(String modality, JsonObject block, CaptureLimits limits) {
    JsonObject source = block.object("source");
    String mimeType = Media.mimeType(modality, block.text("format"));
    Object bytes = source.element("bytes");
    if (bytes instanceof CharSequence base64) {
      return Media.base64(modality, mimeType, base64, limits);
    }
    if (bytes instanceof byte[] decoded) {
      return new MessagePart.Blob(
          modality, mimeType, BinaryContent.of(decoded, limits.maxBinaryBytes()));
    }
    String uri = source.object("s3Location").text("uri");
    if (uri != null) {
      return new MessagePart.Uri(modality, mimeType, uri);
    }
    List<String> texts = new ArrayList<>(source.texts("text"));
    for (JsonObject piece : source.objects("content")) {
      texts.addAll(piece.texts("text"));
    }
    return new MessagePart.Generic(modality, texts.isEmpty() ? Map.of() : Map.of("content", texts));
  }
}
