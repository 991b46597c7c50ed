/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.settings;

import io.github.bedrocktracing.ContentCapture;
import io.github.bedrocktracing.ContentRedactor;
import org.jspecify.annotations.Nullable;

/**
 * What the program said about content; null where it said nothing and the flags decide.
 *
 * @param capture where content is recorded
 * @param redactor what changes content before it is recorded
 * @param maxValueLength the most characters of one text
 * @param maxTotalLength the most characters of one span's texts
 * @param maxBinaryBytes the largest binary content recorded whole, in bytes
 * @param streamEvents whether the events of streamed answers become events of the span
 */
public record ContentSettings(
    @Nullable ContentCapture capture,
    @Nullable ContentRedactor redactor,
    @Nullable Integer maxValueLength,
    @Nullable Integer maxTotalLength,
    @Nullable Integer maxBinaryBytes,
    @Nullable Boolean streamEvents) {
  /** Nothing said. */
  public static final ContentSettings UNSET =
      new ContentSettings(null, null, null, null, null, null);

  private static final int DEFAULT_MAX_VALUE_LENGTH = 32 * 1024;
  private static final int DEFAULT_MAX_TOTAL_LENGTH = 256 * 1024;

  /** Returns where content is recorded now. */
  public ContentCapture captureNow() {
    return capture != null ? capture : Flags.contentCapture();
  }

  /** Returns what changes content now; null for nothing. */
  public @Nullable ContentRedactor redactorNow() {
    if (redactor != null) {
      return redactor;
    }
    return Flags.redactPatterns() ? ContentRedactor.patterns() : null;
  }

  /**
   * Returns whether content is to be redacted now, and is asked for by the one word that other
   * instrumentations take too, which know no redactor.
   */
  public boolean redactsBesideOthersNow() {
    return redactorNow() != null && "true".equalsIgnoreCase(SettingLookup.text(Flags.CONTENT));
  }

  /** Returns the most characters of one text now. */
  public int maxValueLengthNow() {
    return maxValueLength != null
        ? maxValueLength
        : Flags.maxContentValueLength(DEFAULT_MAX_VALUE_LENGTH);
  }

  /** Returns the most characters of one span's texts now. */
  public int maxTotalLengthNow() {
    return maxTotalLength != null
        ? maxTotalLength
        : Flags.maxContentLength(DEFAULT_MAX_TOTAL_LENGTH);
  }

  /** Returns the largest binary content recorded whole now, in bytes; 0 for none. */
  public int maxBinaryBytesNow() {
    return maxBinaryBytes != null ? maxBinaryBytes : Flags.maxBinaryBytes(0);
  }

  /** Returns whether the events of streamed answers become events of the span now. */
  public boolean streamEventsNow() {
    return streamEvents != null ? streamEvents : Flags.streamEvents();
  }
}
