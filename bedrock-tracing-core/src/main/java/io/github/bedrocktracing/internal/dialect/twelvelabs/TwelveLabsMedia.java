/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.twelvelabs;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.Media;
import java.util.List;

/** The media sources of TwelveLabs' models. */
final class TwelveLabsMedia {
  private TwelveLabsMedia() {}

  /** Adds the media that the field of an object tells of, if any. */
  static void add(
      List<MessagePart> parts, String modality, JsonObject owner, CaptureLimits limits) {
    JsonObject source = owner.object("mediaSource");
    CharSequence base64 = source.lazyText("base64String");
    String uri = source.object("s3Location").text("uri");
    if (base64 != null) {
      parts.add(Media.base64(modality, null, base64, limits));
    }
    if (uri != null) {
      parts.add(new MessagePart.Uri(modality, null, uri));
    }
  }
}
