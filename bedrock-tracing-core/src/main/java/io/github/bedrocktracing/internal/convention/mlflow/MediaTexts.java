/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.convention.mlflow;

import io.github.bedrocktracing.internal.inference.message.BinaryContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import org.jspecify.annotations.Nullable;

/** Media as MLflow's Chat tab can show them: an address of an image, else a few words. */
final class MediaTexts {
  private static final String IMAGE = "image";

  private MediaTexts() {}

  /** Returns an image's address; null for anything that is not one or was not kept whole. */
  static @Nullable String imageUrl(MessagePart part) {
    if (part instanceof MessagePart.Blob blob && blob.modality().equals(IMAGE)) {
      String base64 = blob.content().base64();
      String type = blob.mimeType() == null ? "image/png" : blob.mimeType();
      return base64 == null ? null : "data:" + type + ";base64," + base64;
    }
    // A browser cannot fetch from S3.
    if (part instanceof MessagePart.Uri uri
        && uri.modality().equals(IMAGE)
        && uri.uri().startsWith("http")) {
      return uri.uri();
    }
    return null;
  }

  /** Returns words that stand for bytes. */
  static String describe(MessagePart.Blob blob) {
    BinaryContent content = blob.content();
    return "[" + kind(blob.modality(), blob.mimeType()) + ", " + content.size() + " bytes]";
  }

  /** Returns words that stand for media at an address. */
  static String describe(MessagePart.Uri uri) {
    return "[" + kind(uri.modality(), uri.mimeType()) + ": " + uri.uri() + "]";
  }

  /** Returns Converse's word for a media type: what stands behind the slash. */
  static String format(String mimeType) {
    return mimeType.substring(mimeType.indexOf('/') + 1);
  }

  private static String kind(String modality, @Nullable String mimeType) {
    return mimeType == null ? modality : modality + " " + mimeType;
  }
}
