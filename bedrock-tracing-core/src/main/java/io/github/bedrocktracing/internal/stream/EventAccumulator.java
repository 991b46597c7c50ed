/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.json.JsonBytes;
import io.github.bedrocktracing.internal.json.JsonObject;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the streams have in common whose events are few and hold JSON of their own. */
public abstract class EventAccumulator implements StreamAccumulator {
  protected final InferenceResponse.Builder response = InferenceResponse.builder();
  protected final @Nullable CaptureLimits limits;

  private final @Nullable StreamedContent content;

  /**
   * Creates an accumulator for one attempt.
   *
   * @param limits how much of the answer is kept; null when its content is not wanted
   */
  protected EventAccumulator(@Nullable CaptureLimits limits) {
    this.limits = limits;
    this.content = limits == null ? null : new StreamedContent(limits, System::nanoTime);
  }

  /** Returns whether events of this type tell something beside content. */
  protected abstract boolean tells(String eventType);

  /** Takes an event, whose content is wanted only where there are limits. */
  protected abstract void read(String eventType, JsonObject event);

  @Override
  public final boolean wants(String eventType) {
    return content != null || tells(eventType);
  }

  @Override
  public final void event(String eventType, JsonBytes payload) {
    JsonObject event = payload.object();
    read(eventType, event);
    if (content != null) {
      content.event(eventType, event, payload.length());
    }
  }

  @Override
  public boolean passOver(String eventType) {
    return !tells(eventType);
  }

  /** Adds to the answer, if its content is wanted. */
  protected final void answer(Consumer<MessageAssembler> fragment) {
    if (content != null) {
      fragment.accept(content.answers());
    }
  }

  @Override
  public InferenceResponse.Builder response() {
    if (content != null) {
      content.writeTo(response, isComplete() || isCompleteAtLastByte());
    }
    return response;
  }
}
