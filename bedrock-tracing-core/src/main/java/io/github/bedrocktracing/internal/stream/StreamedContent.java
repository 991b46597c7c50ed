/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.message.MessageAssembler;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.json.JsonText;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What is kept of a streamed answer's content: its messages, and its events where wanted. */
final class StreamedContent {
  private final MessageAssembler answers;
  private final @Nullable StreamEventLog events;
  private final LongSupplier nanoTime;

  StreamedContent(CaptureLimits limits, LongSupplier nanoTime) {
    this.answers = new MessageAssembler(limits.maxCharacters(), JsonText::parseStructure);
    this.events = limits.streamEvents() ? new StreamEventLog(limits.maxCharacters()) : null;
    this.nanoTime = nanoTime;
  }

  /** Returns where the fragments of messages go. */
  MessageAssembler answers() {
    return answers;
  }

  /** Takes an event as it came. */
  void event(String name, JsonObject json, int length) {
    if (events != null) {
      events.add(name, json.fields(), length, nanoTime.getAsLong());
    }
  }

  /** Puts what is kept into a response. */
  void writeTo(InferenceResponse.Builder response, boolean complete) {
    response.outputMessages(answers.messages(complete));
    if (events != null) {
      response.streamedEvents(events.events());
    }
  }
}
