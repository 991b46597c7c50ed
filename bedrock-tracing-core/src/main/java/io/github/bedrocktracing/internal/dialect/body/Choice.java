/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.dialect.body;

import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.json.JsonShape;
import org.jspecify.annotations.Nullable;

/** One of the answers that a body lists, whose number may stand behind the reason it ended for. */
public final class Choice {
  public static final JsonShape<Choice> SHAPE =
      JsonShape.<Choice>builder()
          .integer("index", (choice, index) -> choice.index = index)
          .text("finish_reason", (choice, reason) -> choice.finishReason = reason)
          .text("stop_reason", (choice, reason) -> choice.stopReason = reason)
          .build();

  private static final long NO_INDEX = -1;

  private long index = NO_INDEX;
  private @Nullable String finishReason;
  private @Nullable String stopReason;

  /** Adds a choice of a whole body: by its number, or else by its place in the list. */
  public static void addListed(InferenceResponse.Builder response, Choice choice) {
    if (choice.index == NO_INDEX) {
      response.nextFinishReason(choice.reason());
    } else {
      addStreamed(response, choice);
    }
  }

  /** Adds a choice of a chunk: by its number; a stream without numbers has one choice. */
  public static void addStreamed(InferenceResponse.Builder response, Choice choice) {
    long number = choice.index == NO_INDEX ? 0 : choice.index;
    if (number == (int) number) {
      response.finishReason((int) number, choice.reason());
    }
  }

  /** Some servers tell the matched stop sequence beside the finish reason, as stop reason. */
  private @Nullable String reason() {
    return finishReason != null ? finishReason : stopReason;
  }
}
