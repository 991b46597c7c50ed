/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.wire;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.BinaryContent;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.Base64Text;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.json.LazyText;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Media in bodies, as parts of messages. */
public final class Media {
  /** For places that have no limits at hand: the bytes are described and not kept. */
  public static final CaptureLimits NO_BYTES = new CaptureLimits(0, 0, 0, false);

  public static final String IMAGE = "image";
  public static final String AUDIO = "audio";
  public static final String VIDEO = "video";
  public static final String DOCUMENT = "document";

  private static final Map<String, String> DOCUMENT_TYPES =
      Map.of(
          "pdf", "application/pdf",
          "csv", "text/csv",
          "html", "text/html",
          "txt", "text/plain",
          "md", "text/markdown",
          "doc", "application/msword",
          "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          "xls", "application/vnd.ms-excel",
          "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  private static final Map<String, String> OTHER_TYPES =
      Map.of(
          "jpg", "jpeg",
          "mp3", "mpeg",
          "mpg", "mpeg",
          "mov", "quicktime",
          "mkv", "x-matroska",
          "wmv", "x-ms-wmv",
          "flv", "x-flv",
          "three_gp", "3gpp");

  /** How the formats of images begin in base64. */
  private static final Map<String, String> IMAGE_BEGINNINGS =
      Map.of("iVBORw0KGgo", "image/png", "/9j/", "image/jpeg", "R0lGOD", "image/gif");

  private static final String DATA = "data:";

  /** What is looked at of a text to tell what it is; media types are shorter. */
  private static final int MAX_BEGINNING = 1024;

  private Media() {}

  /** Describes bytes given in base64; text that is none has its own bytes described. */
  public static BinaryContent binary(@Nullable CharSequence base64, CaptureLimits limits) {
    CharSequence text = base64 == null ? "" : base64;
    MessageDigest digest = BinaryContent.newDigest();
    long size = Base64Text.digest(text, digest);
    if (size > limits.maxBinaryBytes()) {
      return BinaryContent.of(size, digest, null);
    }
    String kept = text.toString();
    // As long as it has to be, it has nothing in it but the bytes.
    return size >= 0 && kept.length() == (size + 2) / 3 * 4
        ? BinaryContent.of(size, digest, kept)
        : BinaryContent.ofBase64(kept, limits.maxBinaryBytes());
  }

  /** Returns bytes given in base64. */
  public static MessagePart base64(
      String modality,
      @Nullable String mimeType,
      @Nullable CharSequence base64,
      CaptureLimits limits) {
    return new MessagePart.Blob(modality, mimeType, binary(base64, limits));
  }

  /** Returns bytes given in base64 or as a data URI. */
  public static MessagePart encoded(
      String modality, @Nullable String mimeType, CharSequence text, CaptureLimits limits) {
    return LazyText.beginning(text, DATA.length()).equals(DATA)
        ? uri(modality, mimeType, text, limits)
        : base64(modality, mimeType, text, limits);
  }

  /** Returns an image given in base64 or as a data URI, without a word on its format. */
  public static MessagePart image(CharSequence base64, CaptureLimits limits) {
    String start = LazyText.beginning(base64, MAX_BEGINNING);
    for (Map.Entry<String, String> beginning : IMAGE_BEGINNINGS.entrySet()) {
      if (start.startsWith(beginning.getKey())) {
        return base64(IMAGE, beginning.getValue(), base64, limits);
      }
    }
    return encoded(IMAGE, null, base64, limits);
  }

  /** Adds the images that fields of an object hold in base64, as strings or lists of them. */
  public static void addImages(
      List<MessagePart> parts, JsonObject owner, CaptureLimits limits, List<String> names) {
    for (String name : names) {
      for (CharSequence base64 : owner.lazyTexts(name)) {
        parts.add(image(base64, limits));
      }
    }
  }

  /** Returns media at an address; a data URI is the bytes that it holds. */
  public static MessagePart uri(
      String modality, @Nullable String mimeType, CharSequence uri, CaptureLimits limits) {
    String start = LazyText.beginning(uri, MAX_BEGINNING);
    boolean isData = start.startsWith(DATA);
    if (isData && start.indexOf(',') < 0) {
      start = uri.toString();
    }
    int comma = start.indexOf(',');
    if (!isData || comma < 0) {
      return new MessagePart.Uri(modality, mimeType, uri.toString());
    }
    String type = start.substring(DATA.length(), comma);
    int parameters = type.indexOf(';');
    String bareType = parameters < 0 ? type : type.substring(0, parameters);
    return base64(
        modality,
        bareType.isEmpty() ? mimeType : bareType,
        LazyText.behind(uri, comma + 1),
        limits);
  }

  /** Returns the media type of a format such as {@code png}; null for none. */
  public static @Nullable String mimeType(String modality, @Nullable String format) {
    if (format == null || format.isEmpty()) {
      return null;
    }
    String known = format.toLowerCase(Locale.ROOT);
    return modality.equals(DOCUMENT)
        ? DOCUMENT_TYPES.get(known)
        : modality + "/" + OTHER_TYPES.getOrDefault(known, known);
  }
}
