/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing;

import io.github.bedrocktracing.internal.settings.ContentSettings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of a builder that says what of prompts and answers is recorded.
 *
 * @param <B> the builder
 */
abstract class ContentOptions<B extends ContentOptions<B>> {
  private @Nullable ContentCapture contentCapture;
  private @Nullable ContentRedactor contentRedactor;
  private @Nullable Integer maxContentValueLength;
  private @Nullable Integer maxContentLength;
  private @Nullable Integer maxBinaryBytes;
  private @Nullable Boolean streamEvents;

  ContentOptions() {}

  abstract B self();

  /**
   * Sets whether prompts and answers are recorded on spans.
   *
   * @param captureContent true for {@link ContentCapture#SPAN}, false for {@link
   *     ContentCapture#NONE}. Default: as {@code
   *     OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT} says, else false
   * @return this builder
   */
  public final B captureContent(boolean captureContent) {
    return contentCapture(captureContent ? ContentCapture.SPAN : ContentCapture.NONE);
  }

  /**
   * Sets where prompts and answers are recorded.
   *
   * @param contentCapture the places. Default: as {@code
   *     OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT} says, else {@link ContentCapture#NONE}
   * @return this builder
   */
  public final B contentCapture(ContentCapture contentCapture) {
    this.contentCapture = Objects.requireNonNull(contentCapture, "contentCapture");
    return self();
  }

  /**
   * Sets what changes or drops pieces of content before they are recorded anywhere.
   *
   * @param contentRedactor the redactor. Default: {@link ContentRedactor#patterns()} if {@code
   *     bedrock.tracing.content.redact-patterns} is true, else none
   * @return this builder
   */
  public final B contentRedactor(ContentRedactor contentRedactor) {
    this.contentRedactor = Objects.requireNonNull(contentRedactor, "contentRedactor");
    return self();
  }

  /**
   * Sets the most characters of one text that are recorded; the rest is cut, and the cut marked.
   *
   * @param characters not negative. Default: {@code bedrock.tracing.content.max-value-length}, else
   *     32,768
   * @return this builder
   */
  public final B maxContentValueLength(int characters) {
    this.maxContentValueLength = notNegative(characters, "maxContentValueLength");
    return self();
  }

  /**
   * Sets about how many characters of content one span carries; what does not fit is left out, and
   * the cut marked.
   *
   * @param characters not negative. Default: {@code bedrock.tracing.content.max-length}, else
   *     262,144
   * @return this builder
   */
  public final B maxContentLength(int characters) {
    this.maxContentLength = notNegative(characters, "maxContentLength");
    return self();
  }

  /**
   * Sets up to which size images, documents and other bytes are recorded whole, in base64. Of
   * larger ones the media type, the size and a digest are recorded.
   *
   * @param bytes not negative; 0 for none. Default: {@code
   *     bedrock.tracing.content.max-binary-bytes}, else 0
   * @return this builder
   */
  public final B maxBinaryBytes(int bytes) {
    this.maxBinaryBytes = notNegative(bytes, "maxBinaryBytes");
    return self();
  }

  /**
   * Sets whether the events of streamed answers become events of the span, while content is
   * recorded on spans: named as on the wire, with the attribute {@code json}. Fragments of one
   * block are joined; of a stream with more than 119 events the first and the last are kept. What a
   * redactor finds only in the texts of several events together stands in the first of them.
   *
   * @param streamEvents default: {@code bedrock.tracing.content.stream-events}, else false
   * @return this builder
   */
  public final B streamEvents(boolean streamEvents) {
    this.streamEvents = streamEvents;
    return self();
  }

  final ContentSettings contentSettings() {
    return new ContentSettings(
        contentCapture,
        contentRedactor,
        maxContentValueLength,
        maxContentLength,
        maxBinaryBytes,
        streamEvents);
  }

  private static int notNegative(int value, String name) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must be 0 or more, but is " + value);
    }
    return value;
  }
}
