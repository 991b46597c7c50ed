/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.FinishReason;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonEnd;
import io.github.bedrocktracing.internal.wire.RuntimeBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is kept of a body that has a format of its own: its beginning, where content is wanted. */
public final class BodyAccumulator {
  private final @Nullable String contentType;
  private final int maxBytes;
  private final @Nullable ByteArrayOutputStream kept;
  private final @Nullable JsonEnd json;
  private long count;
  private boolean gaps;

  /**
   * Creates an accumulator for one attempt.
   *
   * @param contentType the media type of the body; null when it is not told
   * @param content how much of the answer is kept; null when its content is not wanted
   */
  public BodyAccumulator(@Nullable String contentType, @Nullable CaptureLimits content) {
    this.contentType = contentType;
    this.maxBytes = content == null ? 0 : RuntimeBody.maxBytes(content);
    this.kept = content == null ? null : new ByteArrayOutputStream();
    this.json = RuntimeBody.isJson(contentType) ? new JsonEnd() : null;
  }

  /** Takes the next bytes. */
  void bytes(ByteBuffer bytes) {
    count += bytes.remaining();
    if (json != null && !gaps) {
      json.feed(bytes.duplicate());
    }
    ByteArrayOutputStream keeping = kept;
    if (keeping != null && !gaps && keeping.size() < maxBytes) {
      byte[] fresh = new byte[Math.min(bytes.remaining(), maxBytes - keeping.size())];
      bytes.get(fresh);
      keeping.writeBytes(fresh);
    }
  }

  /** Passes bytes over that nobody read; what follows them is not kept. */
  void skip(long skipped) {
    count += skipped;
    gaps = true;
  }

  /** Returns how many bytes there were so far. */
  long count() {
    return count;
  }

  /** Returns whether the bytes themselves tell that nothing is missing. */
  boolean hasEnded() {
    return json != null && !gaps && json.hasEnded();
  }

  /** Returns what is known so far. */
  InferenceResponse.Builder response(boolean whole) {
    InferenceResponse.Builder response = InferenceResponse.builder();
    if (kept != null) {
      List<MessagePart> parts = RuntimeBody.parts(contentType, kept.toByteArray(), count);
      if (!parts.isEmpty()) {
        String reason = whole ? FinishReason.STOP : FinishReason.ERROR;
        response.outputMessages(List.of(new ChatMessage(ChatMessage.ASSISTANT, parts, reason)));
      }
    }
    return response;
  }
}
