/*
 * Copyright The bedrock-tracing Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.bedrocktracing.internal.agent;

import io.github.bedrocktracing.internal.inference.CaptureLimits;
import io.github.bedrocktracing.internal.inference.InferenceResponse;
import io.github.bedrocktracing.internal.inference.ResponseFact;
import io.github.bedrocktracing.internal.inference.step.AgentListener;
import io.github.bedrocktracing.internal.json.JsonObject;
import io.github.bedrocktracing.internal.stream.EventAccumulator;
import io.github.bedrocktracing.internal.wire.FlowDocuments;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of InvokeFlow, and tells of the nodes in its trace as they come. The event that
 * tells of the flow's completion is the last.
 */
public final class FlowAccumulator extends EventAccumulator {
  private static final String TRACE = "flowTraceEvent";
  private static final String OUTPUT = "flowOutputEvent";
  private static final String INPUT_REQUEST = "flowMultiTurnInputRequestEvent";
  private static final String COMPLETION = "flowCompletionEvent";
  private static final String SUCCESS = "SUCCESS";

  private final FlowRun run;
  private int outputs;
  private boolean completionSeen;

  /**
   * Creates an accumulator for one attempt.
   *
   * @param limits how much of what is said is kept; null when it is not wanted
   * @param listener is told what the nodes do
   */
  public FlowAccumulator(@Nullable CaptureLimits limits, AgentListener listener) {
    super(limits);
    this.run = new FlowRun(new HeldContent(limits, listener), listener);
  }

  @Override
  protected boolean tells(String eventType) {
    return switch (eventType) {
      case TRACE, OUTPUT, INPUT_REQUEST, COMPLETION -> true;
      default -> false;
    };
  }

  @Override
  public boolean isChunk(String eventType) {
    return !eventType.equals(TRACE);
  }

  @Override
  protected void read(String eventType, JsonObject event) {
    switch (eventType) {
      case TRACE -> run.event(event.object("trace"));
      case COMPLETION -> {
        completionSeen = true;
        String reason = event.text("completionReason");
        response.fact(ResponseFact.FLOW_COMPLETION, reason);
        run.end(SUCCESS.equals(reason));
      }
      case OUTPUT, INPUT_REQUEST -> {
        run.output(event);
        answer(answers -> answers.part(0, outputs++, FlowDocuments.part(event), event.length()));
      }
      default -> {}
    }
  }

  @Override
  public void exception(String type) {
    run.exception(type);
  }

  @Override
  public boolean isComplete() {
    return completionSeen;
  }

  @Override
  public InferenceResponse.Builder response() {
    run.end(false);
    return super.response();
  }
}
