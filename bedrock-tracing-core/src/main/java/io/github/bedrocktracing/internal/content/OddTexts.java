/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.content;

import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts of the wire that are not what they should be, and could hide content from a redactor. */
final class OddTexts {
  private static final int MAX_MEDIA_TYPE_LENGTH = 127;

  /** Media and files of offices; a suffix such as {@code +xml} tells that a type is text. */
  private static final Pattern NO_TEXT =
      Pattern.compile(
          "(?:image|audio|video)/[a-z0-9.-]+"
              + "|application/(?:pdf|msword|vnd\\.ms-[a-z0-9.-]+|vnd\\.openxmlformats-[a-z0-9.-]+)",
          Pattern.CASE_INSENSITIVE);

  private OddTexts() {}

  /** Returns a media type; null for a text that is none. */
  static @Nullable String mediaType(@Nullable String text) {
    if (text == null || text.length() > MAX_MEDIA_TYPE_LENGTH || text.indexOf('/') < 1) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean allowed = c < 128 && (Character.isLetterOrDigit(c) || "/.+-_".indexOf(c) >= 0);
      if (!allowed) {
        return null;
      }
    }
    return text;
  }

  /** Returns whether bytes of a media type are certainly no text; of other types they may be. */
  static boolean isNoText(@Nullable String mimeType) {
    return mimeType != null && NO_TEXT.matcher(mimeType).matches();
  }

  /** Returns whether a text was cut while it came in; of most others the last character tells. */
  static boolean isCut(CharSequence text) {
    String mark = MessageAssembler.CUT_MARK;
    int last = text.length() - 1;
    return last >= 0
        && text.charAt(last) == mark.charAt(mark.length() - 1)
        && text.toString().endsWith(mark);
  }

  /** Resolves escapes in arguments that are no JSON, behind which a redactor could not look. */
  static @Nullable Object unescaped(@Nullable Object arguments) {
    if (!(arguments instanceof String text) || !text.contains("\\u")) {
      return arguments;
    }
    StringBuilder resolved = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int code = text.startsWith("\\u", at) ? hex(text, at + 2) : -1;
      resolved.append(code < 0 ? text.charAt(at) : (char) code);
      at += code < 0 ? 1 : 6;
    }
    return resolved.toString();
  }

  private static int hex(String text, int start) {
    int code = 0;
    for (int i = start; i < start + 4; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      code = 16 * code + digit;
    }
    return code;
  }
}
