/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.Failure;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.message.ChatMessage;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonBytes;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.CodeInterpreterResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds the results of a code interpreter, of which there may be several; no closing event tells
 * which is the last.
 */
public final class CodeInterpreterAccumulator implements StreamAccumulator {
  private static final String RESULT = "result";

  private final @Nullable CaptureLimits content;
  private final List<MessagePart> parts = new ArrayList<>();
  private int charactersLeft;
  private boolean resultSeen;
  private boolean error;

  /**
   * Creates an accumulator for one attempt.
   *
   * @param content how much of the answer is kept; null when its content is not wanted
   */
  public CodeInterpreterAccumulator(@Nullable CaptureLimits content) {
    this.content = content;
    this.charactersLeft = content == null ? 0 : content.maxCharacters();
  }

  @Override
  public boolean wants(String eventType) {
    return eventType.equals(RESULT);
  }

  @Override
  public void event(String eventType, JsonBytes payload) {
    JsonObject result = payload.object();
    resultSeen = true;
    error |= Boolean.TRUE.equals(result.value("isError"));
    if (content != null && charactersLeft > 0) {
      charactersLeft -= payload.length();
      if (charactersLeft >= 0) {
        parts.addAll(CodeInterpreterResult.parts(result, content));
      } else {
        parts.add(new MessagePart.Generic("truncated", Map.of("dropped_bytes", payload.length())));
      }
    }
  }

  @Override
  public boolean passOver(String eventType) {
    resultSeen = true;
    return true;
  }

  @Override
  public boolean isComplete() {
    return false;
  }

  @Override
  public boolean isCompleteAtLastByte() {
    return resultSeen;
  }

  @Override
  public @Nullable Failure failure() {
    return error ? new Failure("tool_error", "the tool reported an error", null, null, null) : null;
  }

  @Override
  public InferenceResponse.Builder response() {
    InferenceResponse.Builder response = InferenceResponse.builder();
    if (!parts.isEmpty()) {
      MessagePart given = new MessagePart.ToolCallResponse(null, List.copyOf(parts));
      response.outputMessages(List.of(new ChatMessage(ChatMessage.TOOL, List.of(given))));
    }
    return response;
  }
}
