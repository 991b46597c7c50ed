/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.message.MessagePart;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.wire.GroundedAnswers;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of RetrieveAndGenerateStream, none of which is the last by its kind: an answer
 * that was begun is whole when nothing more comes.
 */
public final class RetrieveAndGenerateAccumulator extends EventAccumulator {
  private static final String GUARDRAIL = "guardrail";

  /** The next block; the first holds the text, as in an answer that does not stream. */
  private int nextCitation = 1;

  /**
   * Creates an accumulator for one attempt.
   *
   * @param limits how much of the answer is kept; null when its content is not wanted
   */
  public RetrieveAndGenerateAccumulator(@Nullable CaptureLimits limits) {
    super(limits);
  }

  @Override
  protected boolean tells(String eventType) {
    return eventType.equals(GUARDRAIL);
  }

  @Override
  public boolean isChunk(String eventType) {
    return !eventType.equals(GUARDRAIL);
  }

  @Override
  protected void read(String eventType, JsonObject event) {
    switch (eventType) {
      case "output" -> answer(answers -> answers.text(0, 0, event.text("text", "")));
      case GUARDRAIL -> response.guardrailAction(event.text("action"));
      case "citation" -> {
        CaptureLimits present = limits;
        if (present != null) {
          MessagePart citation = GroundedAnswers.streamedCitation(event, present);
          int cost = citation.toString().length();
          answer(answers -> answers.part(0, nextCitation++, citation, cost));
        }
      }
      default -> {}
    }
  }

  @Override
  public boolean isComplete() {
    return false;
  }

  @Override
  public boolean isCompleteAtLastByte() {
    return true;
  }
}
