/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.stream;

import io.github.bedrocktracing.internal.dialect.FlowDocuments;
import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.MessagePart;
import io.github.bedrocktracing.internal.inference.ResponseFact;
import io.github.bedrocktracing.internal.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Folds the events of InvokeFlow; the one that tells of its completion is the last. */
public final class FlowAccumulator extends EventAccumulator {
  private static final String COMPLETION = "flowCompletionEvent";

  private int outputs;
  private boolean completionSeen;

  /**
   * Creates an accumulator for one attempt.
   *
   * @param limits how much of the answer is kept; null when its content is not wanted
   */
  public FlowAccumulator(@Nullable CaptureLimits limits) {
    super(limits);
  }

  @Override
  boolean tells(String eventType) {
    return eventType.equals(COMPLETION);
  }

  @Override
  void read(String eventType, JsonObject event) {
    switch (eventType) {
      case COMPLETION -> {
        completionSeen = true;
        response.fact(ResponseFact.FLOW_COMPLETION, event.text("completionReason"));
      }
      case "flowOutputEvent", "flowMultiTurnInputRequestEvent" -> {
        MessagePart part = FlowDocuments.part(event);
        answer(answers -> answers.part(0, outputs++, part, part.toString().length()));
      }
      default -> {}
    }
  }

  @Override
  public boolean isComplete() {
    return completionSeen;
  }
}
