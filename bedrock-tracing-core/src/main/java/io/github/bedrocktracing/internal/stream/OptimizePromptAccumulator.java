/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Folds the events of OptimizePrompt: what there is to say of the prompt, then a better one. */
public final class OptimizePromptAccumulator extends EventAccumulator {
  private static final String OPTIMIZED = "optimizedPromptEvent";

  private boolean promptSeen;

  /**
   * Creates an accumulator for one attempt.
   *
   * @param limits how much of the answer is kept; null when its content is not wanted
   */
  public OptimizePromptAccumulator(@Nullable CaptureLimits limits) {
    super(limits);
  }

  @Override
  protected boolean tells(String eventType) {
    return eventType.equals(OPTIMIZED);
  }

  @Override
  protected void read(String eventType, JsonObject event) {
    if (eventType.equals(OPTIMIZED)) {
      promptSeen = true;
      String prompt = event.object("optimizedPrompt").object("textPrompt").text("text", "");
      answer(answers -> answers.text(0, 1, prompt));
    } else if (eventType.equals("analyzePromptEvent")) {
      answer(answers -> answers.reasoning(0, 0, event.text("message", "")));
    }
  }

  @Override
  public boolean passOver(String eventType) {
    promptSeen |= eventType.equals(OPTIMIZED);
    return true;
  }

  @Override
  public boolean isComplete() {
    return promptSeen;
  }
}
