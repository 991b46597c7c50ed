/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.interceptor;

import io.github.bedrocktracing.ContentCapture;
import io.github.bedrocktracing.internal.content.ContentLimits;
import io.github.bedrocktracing.internal.content.ContentPolicy;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.MessageContent;
import io.github.bedrocktracing.internal.inference.RecordedContent;
import io.github.bedrocktracing.internal.inference.StreamedEvent;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.InputContent;
import io.github.bedrocktracing.internal.settings.ContentSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one execution whether content is captured, and lets out only what the user's redactor
 * and limits allow. Without a way through here no content reaches a span or an event.
 */
public final class ContentGate {
  /** The largest body read for its content; the service takes no larger ones. */
  private static final int MAX_BODY_BYTES = 32 * 1024 * 1024;

  private final ContentCapture capture;
  private final ContentSettings settings;

  /** Creates the gate of an execution that begins now. */
  public ContentGate(ContentSettings settings) {
    this(captureNow(settings), settings);
  }

  /** Creates the gate of an execution that has begun, when content was recorded as given. */
  ContentGate(ContentCapture capture, ContentSettings settings) {
    this.capture = capture;
    this.settings = settings;
  }

  /** Returns where the content of what begins now is recorded: nowhere if a redactor begins it. */
  static ContentCapture captureNow(ContentSettings settings) {
    return ContentPolicy.isRedacting() ? ContentCapture.NONE : settings.captureNow();
  }

  /**
   * Returns how much content to keep while capturing; null for none.
   *
   * @param sampled whether the span records anything
   */
  public @Nullable CaptureLimits captureLimits(boolean sampled) {
    boolean wanted = capture.onEvent() || (capture.onSpan() && sampled);
    return wanted
        ? new CaptureLimits(
            settings.maxTotalLengthNow(),
            MAX_BODY_BYTES,
            settings.maxBinaryBytesNow(),
            capture.onSpan() && sampled && settings.streamEventsNow())
        : null;
  }

  /** Returns what may be recorded of an execution's content. */
  public RecordedContent release(
      InputContent input, InferenceResponse response, @Nullable Failure failure, boolean sampled) {
    MessageContent captured =
        new MessageContent(
            input,
            response.outputMessages(),
            response.documents(),
            response.guardrail().assessments());
    return release(captured, response.streamedEvents(), failure, sampled);
  }

  /** Returns what may be recorded of captured messages. */
  public RecordedContent release(
      InputContent input,
      List<ChatMessage> output,
      List<StreamedEvent> events,
      @Nullable Failure failure,
      boolean sampled) {
    return release(new MessageContent(input, output), events, failure, sampled);
  }

  private RecordedContent release(
      MessageContent captured,
      List<StreamedEvent> events,
      @Nullable Failure failure,
      boolean sampled) {
    ContentPolicy policy =
        new ContentPolicy(
            settings.redactorNow(),
            new ContentLimits(settings.maxValueLengthNow(), settings.maxTotalLengthNow()));
    MessageContent content = policy.apply(captured);
    boolean onSpan = capture.onSpan() && sampled;
    String message = failure == null ? null : failure.message();
    return new RecordedContent(
        onSpan ? content : null,
        capture.onEvent() ? content : null,
        onSpan && message != null ? policy.apply(message) : null,
        onSpan ? policy.applyToEvents(events) : List.of());
  }
}
