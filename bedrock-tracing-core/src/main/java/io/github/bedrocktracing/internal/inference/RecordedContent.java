/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.inference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of one execution, for each place that the user wants it in.
 *
 * @param onSpan what the span carries; null for nothing
 * @param onEvent what the event carries; null for nothing
 * @param exceptionMessage the message of the exception, redacted; null when it is not to be
 *     recorded
 * @param streamedEvents the events of a stream that the span carries, redacted
 */
public record RecordedContent(
    @Nullable MessageContent onSpan,
    @Nullable MessageContent onEvent,
    @Nullable String exceptionMessage,
    List<StreamedEvent> streamedEvents) {
  /** No content anywhere. */
  public static final RecordedContent NONE = new RecordedContent(null, null, null, List.of());
}
